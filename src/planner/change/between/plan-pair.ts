import { Node } from '../../../inventory/node';
import { alikePlaces, namesAt, placesTogether } from '../../placement/alike';
import { kindsOfNodes } from '../../placement/kind-of-node';
import { PlannedAgent } from '../../placement/planned-agent';
import { PlannedPlacement, Verdict } from '../../placement/planned-placement';

/** A DaemonSet as each of two plans has it; one of them at least does. */
export interface AgentPair {
  readonly before?: PlannedAgent;
  readonly after?: PlannedAgent;
}

/** The verdicts of two plans on an agent and a node; undefined where a plan does not have both. */
export interface VerdictPair {
  readonly before?: Verdict;
  readonly after?: Verdict;
}

/** Nodes of a kind as one of the plans has them. */
export interface PlannedNodes {
  /** Ascending. */
  readonly places: readonly number[];
  /** By agent of the plan. */
  readonly verdicts: readonly Verdict[];
}

/** Nodes of a kind on which every agent fares alike, in both plans. Plans share verdicts, so a large fleet has few. */
export interface NodeGroup {
  readonly kind: string;
  readonly count: number;
  /** Undefined where the first plan does not have them. */
  readonly before?: PlannedNodes;
  /** Undefined where the second plan does not have them. */
  readonly after?: PlannedNodes;
}

/** Two plans side by side: their nodes and their DaemonSets, matched by name. */
export interface PlanPair {
  readonly before: PlannedPlacement;
  readonly after: PlannedPlacement;
  /** Those of the second plan in its order, then those that only the first one has. */
  readonly agents: readonly AgentPair[];
  /** In order of their first nodes. */
  readonly groups: readonly NodeGroup[];
}

export function pairPlans(before: PlannedPlacement, after: PlannedPlacement): PlanPair {
  const agents = pairAgents(before.agents, after.agents);
  return { before, after, agents, groups: groupNodes(before, after) };
}

/** The verdicts on the agents of a pair on the nodes of a group. */
export function verdictsOn(agents: AgentPair, { before, after }: NodeGroup): VerdictPair {
  return {
    before: agents.before && before?.verdicts[agents.before.index],
    after: agents.after && after?.verdicts[agents.after.index],
  };
}

function pairAgents(before: readonly PlannedAgent[], after: readonly PlannedAgent[]): AgentPair[] {
  const previous = new Map(before.map((agent) => [agent.key, agent]));
  const present = new Set(after.map(({ key }) => key));
  return [
    ...after.map((agent) => ({ before: previous.get(agent.key), after: agent })),
    ...before.filter(({ key }) => !present.has(key)).map((agent) => ({ before: agent })),
  ];
}

function groupNodes(before: PlannedPlacement, after: PlannedPlacement): NodeGroup[] {
  const [was, is] = pairPlaces(before.inventoryNodes, after.inventoryNodes);
  const [kindsBefore, kindsAfter] = [kindsOfNodes(before.inventoryNodes), kindsOfNodes(after.inventoryNodes)];
  const kindAt = (place: number) => kindsAfter[is[place]] ?? kindsBefore[was[place]];
  const alike = [
    Array.from(was, (_, place) => kindAt(place)),
    was.map((i) => outcomeOf(before, i)),
    is.map((i) => outcomeOf(after, i)),
  ];
  return alikePlaces(was.length, alike).map((together) => {
    const nodes = { before: nodesOf(before, was, together), after: nodesOf(after, is, together) };
    return { kind: kindAt(together[0]), count: together.length, ...nodes };
  });
}

/** The same for nodes on which every agent of the plan fares alike, and for those that it does not have. */
function outcomeOf({ outcomes }: PlannedPlacement, i: number): number {
  return i === NOWHERE ? NOWHERE : outcomes.of(i);
}

function nodesOf(plan: PlannedPlacement, at: Int32Array, together: readonly number[]): PlannedNodes | undefined {
  const first = at[together[0]];
  return first === NOWHERE
    ? undefined
    : { places: together.map((place) => at[place]), verdicts: plan.outcomes.verdictsOn(first) };
}

/** Where a node is not. */
const NOWHERE = -1;

/** The places of the nodes in both lists, which are in order of name. */
function pairPlaces(before: readonly Node[], after: readonly Node[]): [Int32Array, Int32Array] {
  if (before === after) {
    const places = new Int32Array(before.length).map((_, place) => place);
    return [places, places];
  }
  const [was, is]: [number[], number[]] = [[], []];
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    const old = before[i]?.name;
    const name = after[j]?.name;
    const [isOld, isNew] = [name === undefined || old <= name, old === undefined || name <= old];
    was.push(isOld ? i++ : NOWHERE);
    is.push(isNew ? j++ : NOWHERE);
  }
  return [Int32Array.from(was), Int32Array.from(is)];
}

/** The names of the nodes of groups, sorted. */
export function namesIn({ before, after }: PlanPair, groups: readonly NodeGroup[]): string[] {
  const present = namesOf(
    after,
    groups.map((group) => group.after?.places),
  );
  const gone = namesOf(
    before,
    groups.map((group) => (group.after ? undefined : group.before?.places)),
  );
  // Nodes are in order of name.
  return gone.length === 0 ? present : [...present, ...gone].sort();
}

function namesOf({ inventoryNodes }: PlannedPlacement, parts: readonly (readonly number[] | undefined)[]): string[] {
  return namesAt(placesTogether(parts.filter((part) => part !== undefined)), inventoryNodes);
}
