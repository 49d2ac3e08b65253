import { NodeState } from '../../placement/node-state';
import { PlannedAgent } from '../../placement/planned-agent';
import { PlannedPlacement, Verdict } from '../../placement/planned-placement';

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

/** Nodes on which every agent fares alike, in both plans. Plans share verdicts, so a large fleet has few groups. */
export interface NodeGroup {
  readonly nodes: readonly NodePair[];
  /** By place of the pair of agents. */
  readonly verdicts: readonly VerdictPair[];
}

/** Two plans side by side: their nodes and their DaemonSets, matched by name. */
export interface PlanPair {
  readonly before: PlannedPlacement;
  readonly after: PlannedPlacement;
  /** Those of the second plan in its order, then those that only the first one has. */
  readonly agents: readonly AgentPair[];
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
  const groups = new Map<string, { nodes: NodePair[]; verdicts: VerdictPair[] }>();
  const numbers = new Map<Verdict | undefined, number>();
  const numberOf = (verdict?: Verdict) => {
    const number = numbers.get(verdict) ?? numbers.size;
    numbers.set(verdict, number);
    return number;
  };
  for (const [i, j] of pairNodes(before.nodes, after.nodes)) {
    let key = '';
    for (const pair of agents) {
      key += `${numberOf(verdictOn(before, pair.before, i))} ${numberOf(verdictOn(after, pair.after, j))},`;
    }
    let group = groups.get(key);
    if (!group) {
      const verdicts = agents.map((pair) => ({
        before: verdictOn(before, pair.before, i),
        after: verdictOn(after, pair.after, j),
      }));
      group = { nodes: [], verdicts };
      groups.set(key, group);
    }
    group.nodes.push({ before: before.nodes[i!], after: after.nodes[j!] });
  }
  return [...groups.values()];
}

function verdictOn({ verdicts }: PlannedPlacement, agent?: PlannedAgent, node?: number): Verdict | undefined {
  return agent && node !== undefined ? verdicts[agent.index][node] : undefined;
}

/** The places of the nodes in both lists, which are in order of name. */
function* pairNodes(before: readonly NodeState[], after: readonly NodeState[]): Iterable<[number?, number?]> {
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    const old = before[i]?.node.name;
    const name = after[j]?.node.name;
    if (old === name) {
      yield [i++, j++];
    } else if (name === undefined || old < name) {
      yield [i++, undefined];
    } else {
      yield [undefined, j++];
    }
  }
}

/** The name of a node that at least one plan has. */
export function nameOf({ before, after }: NodePair): string {
  return (after ?? before)!.node.name;
}
