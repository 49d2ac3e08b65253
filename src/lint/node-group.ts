import { VIRTUAL_LABELS } from './node-kind';
import { Node } from '../inventory/node';
import { Labels } from '../kubernetes/label-selector';
import { Taint, taintToString } from '../kubernetes/taint';
import { ClassDecision } from '../planner/placement/node-class';
import { PlannedAgent } from '../planner/placement/planned-agent';
import { PlannedPlacement } from '../planner/placement/planned-placement';

/** Nodes that neither a rule nor an agent can tell apart, but by their names and by what runs there. */
export interface NodeGroup {
  /** The labels that rules and agents read; the nodes have others besides. */
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
  const keys = [...new Set([...READ_BY_RULES, ...agents.flatMap(labelsRead)])];
  const names = new Set(agents.flatMap(namesRead));
  const groups = new Map<string, { nodes: Node[]; indexes: number[] }>();
  inventoryNodes.forEach((node, i) => {
    const values = keys.map((key) => node.labels.get(key));
    const signature = JSON.stringify([
      values,
      node.taints.map(taintToString),
      names.has(node.name) ? node.name : undefined,
    ]);
    const group = groups.get(signature) ?? { nodes: [], indexes: [] };
    group.nodes.push(node);
    group.indexes.push(i);
    groups.set(signature, group);
  });
  return [...groups.values()].map((group) => {
    const [{ labels, taints }] = group.nodes;
    const read = keys.flatMap((key): [string, string][] => (labels.has(key) ? [[key, labels.get(key)!]] : []));
    const decisions = agents.map(({ index }) => outcomes.at(index, group.indexes[0])!.decision);
    return { labels: new Map(read), taints, decisions, ...group };
  });
}

function labelsRead({ daemonSet }: PlannedAgent): string[] {
  const { nodeSelector, requiredTerms = [] } = daemonSet.template.spec;
  return [...nodeSelector.keys(), ...requiredTerms.flatMap((term) => term.matchExpressions.map(({ key }) => key))];
}

/** The nodes that a template names: each is told from all others. */
function namesRead({ daemonSet }: PlannedAgent): string[] {
  const { nodeName, requiredTerms = [] } = daemonSet.template.spec;
  const fields = requiredTerms.flatMap((term) => term.matchFields.flatMap(({ values = [] }) => values));
  return nodeName === undefined ? fields : [nodeName, ...fields];
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
