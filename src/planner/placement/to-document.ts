import { planAssumptions } from './assumptions';
import { NodeRanges, NumberedPlacements, Range } from './node-ranges';
import { VerdictGroup } from './outcomes';
import {
  DaemonSetPlacement,
  EvictedPod,
  Placement,
  PlacementPlanDocument,
  PlacementReason,
  PlanFinding,
} from './placement-document';
import { NodesInJson } from './placement-json-options';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { verdictGroups } from './verdict-groups';
import { quantityToString } from '../../kubernetes/quantity';

/** The version of every document this library writes. */
export const DOCUMENT_API_VERSION = 'cdk8s-node-agents/v1alpha1';

/** The ways to tell the nodes of placements. */
export const NODES_IN_JSON: readonly NodesInJson[] = ['named', 'ranges'];

/** Names that placements list; a document of more has ranges. */
const MOST_NAMES = 500_000;

/** How the placements of a plan tell their nodes, if nobody asks for a form. */
export function usualNodesInJson({ agents, inventoryNodes }: PlannedPlacement): NodesInJson {
  // Every node stands in one placement of every agent.
  return agents.length * inventoryNodes.length > MOST_NAMES ? 'ranges' : 'named';
}

/** The plan as its JSON document. */
export function placementDocument(
  plan: PlannedPlacement,
  findings: PlanFinding[],
  nodesInJson: NodesInJson,
): PlacementPlanDocument {
  const { agents, inventoryNodes, outcomes } = plan;
  const keyOf = placementKeys();
  const entries = agents.map((agent) => placementEntries(verdictGroups(plan, agent), outcomes.size, keyOf));
  const ranges = new NodeRanges(outcomes, entries);
  const nameOf = (i: number) => inventoryNodes[i].name;
  const names = nodesInJson === 'ranges' ? { names: ranges.nodes.map(nameOf) } : {};
  const withNodes = nodesInJson === 'ranges' ? inRanges : byName;
  const namesIn = remembered((of: readonly Range[]) => Array.from(ranges.within(of), nameOf));
  return {
    apiVersion: DOCUMENT_API_VERSION,
    kind: 'PlacementPlan',
    kubernetesVersion: plan.version.name,
    nodes: { total: inventoryNodes.length, classes: plan.classCount, ...names },
    daemonSets: agents.map((agent, i) => ({
      ...daemonSetPlacement(plan, agent),
      placements: ranges.of(entries[i]).map((of, j) => withNodes(placement(entries[i].entries[j]), of, namesIn)),
    })),
    evicted: agents.flatMap((agent) => evictedPods(plan, agent)),
    assumptions: planAssumptions(plan),
    findings,
  };
}

function daemonSetPlacement(plan: PlannedPlacement, agent: PlannedAgent): Omit<DaemonSetPlacement, 'placements'> {
  const groups = verdictGroups(plan, agent);
  const count = (holds: (verdict: Verdict) => boolean) =>
    groups.reduce((sum, group) => sum + (holds(group.verdict) ? group.count : 0), 0);
  return {
    namespace: agent.daemonSet.namespace,
    name: agent.daemonSet.name,
    priority: agent.priority,
    desired: count(({ decision }) => decision.shouldRun),
    scheduled: count(({ state }) => state === 'Scheduled'),
    pending: count(({ state }) => state === 'Pending'),
    refused: count(({ state }) => state === 'Refused'),
    excluded: count(({ state }) => state === 'Excluded'),
    misscheduled: count(({ state, running }) => state === 'Excluded' && running),
    removed: [...(plan.removed.get(agent) ?? [])].sort(),
    requests: Object.fromEntries([...agent.requests].map(([name, amount]) => [name, quantityToString(amount, name)])),
    tolerations: [...agent.pod.tolerations],
  };
}

/** What becomes a placement, but for its nodes. */
interface Entry {
  readonly verdict: Verdict;
  /** The running pods that are preempted, as `namespace/name`. */
  readonly evicts: string[];
}

/** Nodes with the same state and reasons are one entry; entries are in order of their first node. */
function placementEntries(
  groups: readonly VerdictGroup[],
  outcomeCount: number,
  keyOf: (verdict: Verdict) => string,
): NumberedPlacements & { readonly entries: readonly Entry[] } {
  const numbers = new Map<string, number>();
  const entries: Entry[] = [];
  const ofOutcome = new Uint32Array(outcomeCount);
  for (const { verdict, outcomes } of groups) {
    const key = keyOf(verdict);
    const number = numbers.get(key) ?? entries.push({ verdict, evicts: [] }) - 1;
    numbers.set(key, number);
    verdict.evicts.forEach(({ namespace, name }) => entries[number].evicts.push(`${namespace}/${name}`));
    outcomes.forEach((outcome) => (ofOutcome[outcome] = number));
  }
  return { entries, ofOutcome, count: entries.length };
}

/** Equal for verdicts that are one placement. The reasons that verdicts share are written once. */
function placementKeys(): (verdict: Verdict) => string {
  const texts = new Map<readonly PlacementReason[], string>();
  return ({ state, decision, reasons }) => {
    if (reasons.length === 0) {
      return `${state} ${decision.shouldContinueRunning}`;
    }
    const text = texts.get(reasons) ?? JSON.stringify(reasons);
    texts.set(reasons, text);
    return `${state} ${decision.shouldContinueRunning} ${text}`;
  };
}

type NodelessPlacement = Omit<Placement, 'nodes' | 'nodeRanges'>;

function placement({ verdict: { state, reasons, decision }, evicts }: Entry): NodelessPlacement {
  return {
    state,
    ...(state === 'Scheduled' || evicts.length > 0 ? { evicts } : {}),
    ...(state === 'Excluded' ? { continues: decision.shouldContinueRunning } : {}),
    ...(state === 'Scheduled' ? {} : { reasons: [...reasons] }),
  };
}

type NamesIn = (ranges: readonly Range[]) => string[];

function byName({ state, ...rest }: NodelessPlacement, ranges: readonly Range[], namesIn: NamesIn): Placement {
  return { state, nodes: namesIn(ranges), ...rest };
}

/** The names are there for who reads them from the object, made only then, and are no part of its JSON. */
function inRanges({ state, ...rest }: NodelessPlacement, nodeRanges: Range[], namesIn: NamesIn): Placement {
  const ranged = {
    state,
    nodeRanges,
    ...rest,
    get nodes() {
      return namesIn(nodeRanges);
    },
  };
  return Object.defineProperty(ranged, 'nodes', { enumerable: false });
}

/** Agents often stand on the same nodes: these are listed once. */
function remembered(list: NamesIn): NamesIn {
  const lists = new Map<string, string[]>();
  return (ranges) => {
    const key = ranges.join();
    const names = lists.get(key) ?? list(ranges);
    lists.set(key, names);
    return names;
  };
}

function evictedPods(plan: PlannedPlacement, agent: PlannedAgent): EvictedPod[] {
  return verdictGroups(plan, agent)
    .filter(({ verdict }) => verdict.evicts.length > 0)
    .flatMap(({ verdict, nodes: [first] }) =>
      verdict.evicts.map(({ namespace, name }) => ({
        namespace,
        name,
        node: plan.inventoryNodes[first].name,
        by: agent.key,
      })),
    );
}
