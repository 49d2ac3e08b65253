import { DaemonSetChange } from './daemon-set-change';
import { KindOutlook } from './kind-outlook';
import { nodePods } from './node-pods';
import { ObservedPod, podBefore } from './observed-pods';
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
function partsOf(
  former: PlannedAgent | undefined,
  { ofClass, ofNode }: AgentOutlooks,
  { nodes, cells, observed }: StandingAgents,
): Part[] {
  const { byPlace } = nodes;
  const seen = new Array<ObservedPod | undefined>(byPlace.length);
  for (const [name, pod] of observed.of(former)) {
    const i = nodes.indexOf(name);
    if (i !== undefined) {
      seen[i] = pod;
    }
  }
  const cellOf = new Int32Array(byPlace.length);
  cells.forEach(({ places }, number) => places.forEach((place) => (cellOf[place] = number)));
  const alike = [cellOf, byPlace.map((i) => ofNode.get(i)), byPlace.map((i) => seen[i])];
  return alikePlaces(byPlace.length, alike).map((places): Part => {
    const i = byPlace[places[0]];
    const cell = cells[cellOf[places[0]]];
    return { cell, outlook: ofNode.get(i) ?? ofClass.get(cell.nodeClass)!, seen: seen[i], places };
  });
}
