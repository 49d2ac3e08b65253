import { PodState } from './node-pods';
import { KEPT_OFF, prospectsOf } from './pod-prospect';
import { Direction } from './rollout-class';
import { Node } from '../../inventory/node';
import { nodeShouldRunDaemonPod } from '../placement/controller';
import { NodeState } from '../placement/node-state';
import { PlannedAgent } from '../placement/planned-agent';
import { PlannedPlacement } from '../placement/planned-placement';
import { plannedPod } from '../placement/settle';

/** How an agent stands on the nodes of a kind, and what a change does to it there. */
export interface KindOutlook {
  /** The pod of the template before the change. */
  readonly present: PodState;
  readonly forth: Direction;
  readonly back: Direction;
}

const NOWHERE: Direction = {
  decision: { shouldRun: false, shouldContinueRunning: false },
  prospects: { alone: KEPT_OFF, beside: KEPT_OFF },
};

/** An agent before and after a change. */
export interface RevisedAgent {
  /** Undefined for an agent that is new. */
  readonly former?: PlannedAgent;
  readonly later: PlannedAgent;
}

/**
 * The outlook on a node of a kind, as it stands in the placement before the change.
 *
 * @param node as the controller sees it now
 * @param state what the placement has put on the node
 */
export function kindOutlook(
  node: Node,
  state: NodeState,
  { former, later }: RevisedAgent,
  { fleet, version, objects, verdicts }: PlannedPlacement,
  place: number,
): KindOutlook {
  const present = former && state.pods.find(({ agent }) => agent === former);
  const waits = former && verdicts[former.index][place].state === 'Pending';
  const direction = (agent: PlannedAgent, other: PlannedAgent | undefined): Direction => {
    const { daemonSet, tolerations } = agent;
    const decision = nodeShouldRunDaemonPod(daemonSet.template.spec, tolerations, node);
    const context = { agent, state, fleet, version };
    const prospects = decision.shouldRun
      ? prospectsOf(context, present, other && plannedPod(other), objects.podDisruptionBudgets)
      : { alone: KEPT_OFF, beside: KEPT_OFF };
    return { decision, prospects };
  };
  return {
    present: present ? 'available' : waits ? 'pending' : 'absent',
    forth: direction(later, former),
    back: former ? direction(former, later) : NOWHERE,
  };
}
