import { isLost } from './lost-node';
import { PodState } from './node-pods';
import { KEPT_OFF, PodProspect, prospectsOf } from './pod-prospect';
import { Direction } from './rollout-class';
import { Node } from '../../inventory/node';
import { nodeShouldRunDaemonPod } from '../placement/controller';
import { FilterContext } from '../placement/filters/filter';
import { NodeState } from '../placement/node-state';
import { PlannedAgent } from '../placement/planned-agent';
import { PlannedPlacement } from '../placement/planned-placement';
import { plannedPod } from '../placement/settle';

/** How an agent stands on the nodes of a kind, and what a change does to it there. */
export interface KindOutlook {
  /** The pod of the template before the change. */
  readonly present: PodState;
  /** Whether the kubelet is gone. */
  readonly lost: boolean;
  /** Whether the nodes are under disk pressure. */
  readonly diskPressure: boolean;
  readonly forth: Direction;
  readonly back: Direction;
}

const DISK_PRESSURE = 'node.kubernetes.io/disk-pressure';

const NOWHERE: Direction = {
  decision: { shouldRun: false, shouldContinueRunning: false },
  prospects: { alone: KEPT_OFF, beside: KEPT_OFF },
};

/** An agent before and after a change. */
export interface RevisedAgent {
  /** Undefined for an agent that is new. */
  readonly former?: PlannedAgent;
  readonly later: PlannedAgent;
  /** Whether pods of both may have to stand side by side. */
  readonly surges: boolean;
}

/** The placement before the change, by which those objects decide that there are now. */
export type FormerPlacement = Pick<PlannedPlacement, 'fleet' | 'version' | 'objects' | 'outcomes'>;

/**
 * The outlook on a node of a kind, as it stands in the placement before the change.
 *
 * @param node as the controller sees it now
 * @param state what the placement has put on the node
 * @param filters those that may say no there; all of them by default
 */
export function kindOutlook(
  node: Node,
  state: NodeState,
  { former, later, surges }: RevisedAgent,
  { fleet, version, objects, outcomes }: FormerPlacement,
  place: number,
  filters?: FilterContext['filters'],
): KindOutlook {
  const present = former && state.pods.find(({ agent }) => agent === former);
  const waits = former && outcomes.at(former.index, place).state === 'Pending';
  const direction = (agent: PlannedAgent, other: PlannedAgent | undefined): Direction => {
    const { daemonSet, tolerations } = agent;
    const decision = nodeShouldRunDaemonPod(daemonSet.template.spec, tolerations, node);
    const context = { agent, state, fleet, version, filters };
    const prospects = decision.shouldRun
      ? prospectsOf(context, present, surges && other ? plannedPod(other) : undefined, objects.podDisruptionBudgets)
      : { alone: KEPT_OFF, beside: KEPT_OFF };
    return { decision, prospects };
  };
  return {
    present: present ? 'available' : waits ? 'pending' : 'absent',
    lost: isLost(node),
    diskPressure: node.taints.some(({ key }) => key === DISK_PRESSURE),
    forth: direction(later, former),
    back: former ? direction(former, later) : NOWHERE,
  };
}

/** Equal for outlooks that a rollout cannot tell apart; one that names pods of its own node is like no other. */
export function likeness(outlook: KindOutlook): unknown {
  const { present, lost, diskPressure, forth, back } = outlook;
  const prospects = [forth, back].flatMap(({ prospects: { alone, beside } }) => [alone, beside]);
  if (prospects.some(({ evicts }) => evicts.length > 0)) {
    return outlook;
  }
  const decisions = [forth, back].map(({ decision }) => `${decision.shouldRun} ${decision.shouldContinueRunning}`);
  return [present, lost, diskPressure, ...decisions, ...prospects.map(prospectText)].join('\n');
}

function prospectText({ state, reasons, evictsOther }: PodProspect): string {
  return `${state} ${evictsOther} ${reasons.length === 0 ? '' : JSON.stringify(reasons)}`;
}
