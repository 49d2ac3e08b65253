import { alikePlaces } from '../../placement/alike';
import { kindOfNode } from '../../placement/kind-of-node';
import { NodeState } from '../../placement/node-state';
import { PlannedAgent } from '../../placement/planned-agent';
import { PlannedPlacement, Verdict } from '../../placement/planned-placement';
import { alikeNodes } from '../../placement/verdict-groups';

/** A DaemonSet as each of two plans has it; one of them at least does. */
export interface AgentPair {
  readonly before?: PlannedAgent;
  readonly after?: PlannedAgent;
}

/** A node as each of two plans has it; one of them at least does. */
export interface NodePair {
  readonly before?: NodeState;
  readonly after?: NodeState;
}

/** The verdicts of two plans on an agent and a node; undefined where a plan does not have both. */
export interface VerdictPair {
  readonly before?: Verdict;
  readonly after?: Verdict;
}

/** Nodes of a kind on which every agent fares alike, in both plans. Plans share verdicts, so a large fleet has few. */
export interface NodeGroup {
  readonly kind: string;
  readonly nodes: readonly NodePair[];
  /** Sorted. */
  readonly names: readonly string[];
  /** By place of the pair of agents. */
  readonly verdicts: readonly VerdictPair[];
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
  return { before, after, agents, groups: groupNodes(before, after, agents) };
}

function pairAgents(before: readonly PlannedAgent[], after: readonly PlannedAgent[]): AgentPair[] {
  const previous = new Map(before.map((agent) => [agent.key, agent]));
  const present = new Set(after.map(({ key }) => key));
  return [
    ...after.map((agent) => ({ before: previous.get(agent.key), after: agent })),
    ...before.filter(({ key }) => !present.has(key)).map((agent) => ({ before: agent })),
  ];
}

function groupNodes(before: PlannedPlacement, after: PlannedPlacement, agents: readonly AgentPair[]): NodeGroup[] {
  const places = pairPlaces(before.nodes, after.nodes);
  const nodes = places.map(([i, j]): NodePair => ({ before: before.nodes[i], after: after.nodes[j] }));
  const kinds = nodes.map((pair) => kindOfNode((pair.after ?? pair.before)!.node));
  const [was, is] = [groupNumbers(before), groupNumbers(after)];
  const alike = [kinds, places.map(([i]) => was[i]), places.map(([, j]) => is[j])];
  return alikePlaces(nodes.length, alike).map((together) => {
    const [i, j] = places[together[0]];
    return {
      kind: kinds[together[0]],
      nodes: together.map((place) => nodes[place]),
      names: together.map((place) => nameOf(nodes[place])),
      verdicts: agents.map((pair) => ({
        before: verdictAt(before, pair.before, i),
        after: verdictAt(after, pair.after, j),
      })),
    };
  });
}

function verdictAt({ outcomes }: PlannedPlacement, agent: PlannedAgent | undefined, i: number): Verdict | undefined {
  return agent && i !== NOWHERE ? outcomes.at(agent.index, i) : undefined;
}

/** By node, a number that nodes share on which every agent of the plan fares alike. */
function groupNumbers(plan: PlannedPlacement): Int32Array {
  const numbers = new Int32Array(plan.nodes.length);
  alikeNodes(plan).forEach((nodes, number) => nodes.forEach((i) => (numbers[i] = number)));
  return numbers;
}

/** Where a node is not. */
const NOWHERE = -1;

/** The places of the nodes in both lists, which are in order of name. */
function pairPlaces(before: readonly NodeState[], after: readonly NodeState[]): [number, number][] {
  const places: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    const old = before[i]?.node.name;
    const name = after[j]?.node.name;
    if (old === name) {
      places.push([i++, j++]);
    } else if (name === undefined || old < name) {
      places.push([i++, NOWHERE]);
    } else {
      places.push([NOWHERE, j++]);
    }
  }
  return places;
}

/** The name of a node that at least one plan has. */
export function nameOf({ before, after }: NodePair): string {
  return (after ?? before)!.node.name;
}

/** The names of the nodes of groups, sorted. */
export function namesIn(groups: readonly NodeGroup[]): string[] {
  return groups.length === 1 ? groups[0].names.slice() : groups.flatMap(({ names }) => names).sort();
}
