import { DaemonSetChange } from './daemon-set-change';
import { KindOutlook, NodeOutlook } from './node-outlook';
import { nodePods } from './node-pods';
import { ObservedPod, podBefore } from './observed-pods';
import { NodeProspects } from './pod-prospect';
import { ClassNodes, RolloutClass } from './rollout-class';
import { NodeCell, RolloutNodes } from './rollout-nodes';
import { allowsSurge } from './rollout-rules';
import { AgentOutlooks, StandingAgents } from './standing-agents';
import { alikePlaces, placesTogether } from '../placement/alike';
import { ByParts } from '../placement/by-parts';
import { PlannedAgent } from '../placement/planned-agent';

/** The nodes as a rollout finds them. */
export interface RolloutFleet {
  readonly nodes: RolloutNodes;
  /** The nodes of each class, in the order of their first ones. */
  readonly groups: readonly ClassNodes[];
  /** What would become of a new pod on the node at a place in the order shown, and whom it evicts there. */
  readonly prospectsOn: (place: number) => NodeProspects;
  /** Whether a pod that the inventory does not show is taken to be available. */
  readonly assumesAvailable: boolean;
}

/** Nodes that are of one class. */
interface Part {
  readonly cell: NodeCell;
  readonly outlook: KindOutlook;
  /** What the inventory shows of the agent's pod there. */
  readonly seen?: ObservedPod;
  /** Ascending, in the order shown. */
  readonly places: readonly number[];
}

interface Group {
  readonly nodes: RolloutClass;
  size: number;
  readonly parts: (readonly number[])[];
}

/**
 * Works out for each class of nodes what a change does there.
 *
 * @param former the agent before the change; undefined for one that is new
 */
export function rolloutFleet(
  change: DaemonSetChange,
  former: PlannedAgent | undefined,
  later: PlannedAgent,
  agents: StandingAgents,
): RolloutFleet {
  const { nodes } = agents;
  const templateChanges = change.from?.spec.template !== change.to.spec.template;
  const groups = new ByParts<Group>();
  const all: Group[] = [];
  let assumesAvailable = false;
  const outlooks = agents.outlooks(later, allowsSurge(change.to.spec));
  for (const { cell, outlook, seen, places } of partsOf(former, outlooks, agents)) {
    const { zone, pool, sample, unavailable, becomesReady } = cell;
    const pod = outlook.present === 'available' ? podBefore(sample, seen, unavailable) : outlook.present;
    assumesAvailable ||= pod === 'available' && seen === undefined;
    const group = groups.get([outlook, zone, pool, pod, becomesReady], () => {
      // Where the template does not change, the pods are of the new one already.
      const pods = templateChanges ? nodePods(pod, 'absent') : nodePods('absent', pod);
      const made = { nodes: classOf(cell, outlook, pods, nodes), size: 0, parts: [] };
      all.push(made);
      return made;
    });
    group.size += places.length;
    group.parts.push(places);
  }
  return {
    nodes,
    groups: all.map(({ nodes: each, size, parts }) => ({ nodes: each, size, places: () => placesTogether(parts) })),
    prospectsOn: (place) => outlookAt(place, outlooks, agents).prospects,
    assumesAvailable,
  };
}

function classOf(
  { zone, pool, becomesReady }: NodeCell,
  { forth, back, lost, diskPressure }: KindOutlook,
  pods: RolloutClass['pods'],
  { startSeconds }: RolloutNodes,
): RolloutClass {
  return {
    ...forth,
    back,
    zone,
    pool,
    concerned: forth.decision.shouldRun || back.decision.shouldRun,
    lost,
    diskPressure,
    becomesReady,
    startSeconds: startSeconds(pool),
    pods,
  };
}

/** The nodes by cell, outlook, and what the inventory shows of the agent's pod; in the order of their first ones. */
function partsOf(former: PlannedAgent | undefined, outlooks: AgentOutlooks, agents: StandingAgents): Part[] {
  const { byPlace } = agents.nodes;
  const seen = agents.observed.of(former);
  const kinds = new Array<KindOutlook | undefined>(byPlace.length);
  outlooks.ofNode.forEach(({ kind }, i) => (kinds[i] = kind));
  const alike = [agents.cellOf, byPlace.map((i) => kinds[i]), byPlace.map((i) => seen[i])];
  return alikePlaces(byPlace.length, alike).map((places): Part => {
    const [first] = places;
    const { kind } = outlookAt(first, outlooks, agents);
    return { cell: agents.cellAt(first), outlook: kind, seen: seen[byPlace[first]], places };
  });
}

function outlookAt(place: number, { ofClass, ofNode }: AgentOutlooks, agents: StandingAgents): NodeOutlook {
  return ofNode.get(agents.nodes.byPlace[place]) ?? ofClass.get(agents.cellAt(place).nodeClass)!;
}
