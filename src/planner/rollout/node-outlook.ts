import { isLost } from './lost-node';
import { PodState } from './node-pods';
import { KEPT_OFF, NodeProspects, PodProspect, prospectsOf } from './pod-prospect';
import { Direction } from './rollout-class';
import { Node } from '../../inventory/node';
import { ControllerDecision } from '../placement/controller';
import { FilterContext } from '../placement/filters/filter';
import { FleetState } from '../placement/fleet-state';
import { NodeState, PlacedPod } from '../placement/node-state';
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

/** How an agent stands on one node. */
export interface NodeOutlook {
  /** As on all nodes where it stands alike. */
  readonly kind: KindOutlook;
  /** What would become of a new pod of the changed template there, and whom it evicts. */
  readonly prospects: NodeProspects;
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
 * The outlook on a node, as it stands in the placement before the change.
 *
 * @param node as the controller sees it now
 * @param state what the placement has put on the node
 * @param decisionOf what the controller decides there for an agent
 * @param filters those that may say no there; all of them by default
 */
export function nodeOutlook(
  node: Node,
  state: NodeState,
  { former, later, surges }: RevisedAgent,
  { fleet, version, objects, outcomes }: FormerPlacement,
  place: number,
  decisionOf: (agent: PlannedAgent) => ControllerDecision,
  filters?: FilterContext['filters'],
): NodeOutlook {
  const present = former && state.pods.find(({ agent }) => agent === former);
  const waits = former && outcomes.at(former.index, place).state === 'Pending';
  const direction = (agent: PlannedAgent, other: PlannedAgent | undefined) => {
    const decision = decisionOf(agent);
    const context = { agent, state, fleet, version, filters };
    const prospects = decision.shouldRun
      ? prospectsOf(context, surges && other ? plannedPod(other) : undefined, objects.podDisruptionBudgets)
      : { alone: KEPT_OFF, beside: KEPT_OFF };
    return { decision, prospects };
  };
  const { forth, back } = without(present, state, fleet, () => ({
    forth: direction(later, former),
    back: former ? direction(former, later) : NOWHERE,
  }));
  const kind = {
    present: present ? 'available' : waits ? 'pending' : 'absent',
    lost: isLost(node),
    diskPressure: node.taints.some(({ key }) => key === DISK_PRESSURE),
    forth,
    back,
  } as const;
  return { kind, prospects: forth.prospects };
}

function without<T>(pod: PlacedPod | undefined, state: NodeState, fleet: FleetState, ask: () => T): T {
  if (!pod) {
    return ask();
  }
  const at = state.pods.indexOf(pod);
  fleet.remove(pod, state);
  const answer = ask();
  // The pods stand in their order again: among equals it decides who makes room for the next agent.
  fleet.add(pod, state, at);
  return answer;
}

/** Equal for outlooks that a rollout cannot tell apart. */
export function likeness({ present, lost, diskPressure, forth, back }: KindOutlook): string {
  const prospects = [forth, back].flatMap(({ prospects: { alone, beside } }) => [alone, beside]);
  const decisions = [forth, back].map(({ decision }) => `${decision.shouldRun} ${decision.shouldContinueRunning}`);
  return [present, lost, diskPressure, ...decisions, ...prospects.map(prospectText)].join('\n');
}

function prospectText({ state, reasons, evictsOthers, evictsOwn }: PodProspect): string {
  return `${state} ${evictsOthers} ${evictsOwn} ${reasons.length === 0 ? '' : JSON.stringify(reasons)}`;
}
