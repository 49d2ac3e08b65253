import { ControllerDecision, controllerReasons, nodeShouldRunDaemonPod } from './controller';
import { PlacementReason } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { Node } from '../../inventory/node';

/** Nodes that no agent of a plan can tell apart. */
export interface NodeClass {
  /** One of them; what holds for it holds for all. */
  readonly sample: Node;
}

/** The controller's answer for an agent on the nodes of a class. */
export interface ClassDecision extends ControllerDecision {
  readonly reasons: readonly PlacementReason[];
}

const known = new WeakMap<readonly Node[], Map<string, readonly NodeClass[]>>();

/**
 * The class of each node, in the order of the nodes. One list of nodes is often asked about, for agents that look at the
 * same of them: by a plan before a change and after it, and by the rollout of each agent.
 */
export function classifyNodes(nodes: readonly Node[], agents: readonly PlannedAgent[]): readonly NodeClass[] {
  const keys = [...labelKeysRead(agents)].sort();
  const names = namesRead(agents);
  const read = JSON.stringify([keys, [...names].sort()]);
  const answers = known.get(nodes) ?? new Map<string, readonly NodeClass[]>();
  const classes = answers.get(read) ?? classifyBy(nodes, keys, names);
  known.set(nodes, answers.set(read, classes));
  return classes;
}

function classifyBy(nodes: readonly Node[], keys: readonly string[], names: ReadonlySet<string>): NodeClass[] {
  const classes = new Map<string, NodeClass>();
  const taints = numbering((node) => node.taints.map(({ key, value, effect }) => [key, value, effect]));
  const allocatable = numbering((node) => [...node.allocatable].sort(([a], [b]) => (a < b ? -1 : 1)));
  return nodes.map((node) => {
    const signature = JSON.stringify([
      keys.map((key) => node.labels.get(key) ?? null),
      names.has(node.name) ? node.name : null,
      taints(node, node.taints),
      node.unschedulable,
      allocatable(node, node.allocatable),
    ]);
    let nodeClass = classes.get(signature);
    if (!nodeClass) {
      nodeClass = { sample: node };
      classes.set(signature, nodeClass);
    }
    return nodeClass;
  });
}

/** Numbers that are equal for nodes with an equal part. The nodes of a declared pool share theirs: it is read once. */
function numbering(read: (node: Node) => unknown): (node: Node, part: object) => number {
  const numbers = new Map<unknown, number>();
  return (node, part) => {
    let number = numbers.get(part);
    if (number === undefined) {
      const text = JSON.stringify(read(node));
      number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number).set(part, number);
    }
    return number;
  };
}

/** What the controller decides for each agent on the nodes of a class. */
export function classDecisions({ sample }: NodeClass, agents: readonly PlannedAgent[]): ClassDecision[] {
  return agents.map((agent) => decide(agent, sample));
}

function decide({ daemonSet, tolerations }: PlannedAgent, node: Node): ClassDecision {
  const { spec } = daemonSet.template;
  const decision = nodeShouldRunDaemonPod(spec, tolerations, node);
  return { ...decision, reasons: decision.shouldRun ? [] : controllerReasons(spec, tolerations, node) };
}

/** The labels that node selectors and node affinity look at. */
function labelKeysRead(agents: readonly PlannedAgent[]): Set<string> {
  const keys = new Set<string>();
  for (const { daemonSet, pod } of agents) {
    const { requiredTerms = [] } = daemonSet.template.spec;
    [...pod.nodeSelector.keys()].forEach((key) => keys.add(key));
    requiredTerms.flatMap((term) => term.matchExpressions).forEach(({ key }) => keys.add(key));
  }
  return keys;
}

/** The nodes that a template or a matchFields term names: each can be told from all others. */
function namesRead(agents: readonly PlannedAgent[]): Set<string> {
  const names = new Set<string>();
  for (const { daemonSet } of agents) {
    const { nodeName, requiredTerms = [] } = daemonSet.template.spec;
    if (nodeName !== undefined) {
      names.add(nodeName);
    }
    requiredTerms.flatMap((term) => term.matchFields).forEach(({ values = [] }) => values.forEach((v) => names.add(v)));
  }
  return names;
}
