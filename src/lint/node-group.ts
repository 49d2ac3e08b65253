import { VIRTUAL_LABELS } from './node-kind';
import { Node } from '../inventory/node';
import { Labels } from '../kubernetes/label-selector';
import { Taint } from '../kubernetes/taint';
import { ClassDecision, classifyNodes } from '../planner/placement/node-class';
import { PlannedPlacement } from '../planner/placement/planned-placement';

/** Nodes that neither a rule nor an agent can tell apart, but by their names and by what runs there. */
export interface NodeGroup {
  /** Those of one of them: rules and agents read the same of all. */
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  /** In order of name. */
  readonly nodes: readonly Node[];
  /** Their places in the plan, ascending. */
  readonly indexes: readonly number[];
  /** What the controller decides there, by the index of the agent. */
  readonly decisions: readonly ClassDecision[];
}

/** Label by which Karpenter marks the nodes that it manages. */
export const KARPENTER_LABEL = 'karpenter.sh/nodepool';

/** Labels that rules read, whatever the agents select. */
const READ_BY_RULES = [
  'kubernetes.io/os',
  'kubernetes.io/arch',
  KARPENTER_LABEL,
  ...VIRTUAL_LABELS.map(([key]) => key),
];

/** The nodes of a plan by group: a fleet has many nodes and few groups, so that rules look at groups. */
export function nodeGroups({ agents, inventoryNodes, outcomes }: PlannedPlacement): NodeGroup[] {
  const groups = new Map<number, { nodes: Node[]; indexes: number[] }>();
  classifyNodes(inventoryNodes, agents, READ_BY_RULES).forEach(({ identity }, i) => {
    let group = groups.get(identity);
    if (!group) {
      group = { nodes: [], indexes: [] };
      groups.set(identity, group);
    }
    group.nodes.push(inventoryNodes[i]);
    group.indexes.push(i);
  });
  return [...groups.values()].map((group) => {
    const [{ labels, taints }] = group.nodes;
    const decisions = agents.map(({ index }) => outcomes.at(index, group.indexes[0]).decision);
    return { labels, taints, decisions, ...group };
  });
}

/** The nodes of the groups, in order of name. */
export function nodesOf(groups: readonly NodeGroup[], only: number = Infinity): Node[] {
  const nodes = groups.flatMap((group) => (only < group.nodes.length ? group.nodes.slice(0, only) : group.nodes));
  return nodes.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, only);
}

/** How many nodes the groups have. */
export function sizeOf(groups: readonly NodeGroup[]): number {
  return groups.reduce((sum, { nodes }) => sum + nodes.length, 0);
}
