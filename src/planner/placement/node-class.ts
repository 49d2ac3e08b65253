import { ControllerDecision, controllerReasons, nodeShouldRunDaemonPod } from './controller';
import { pairing } from './pairing';
import { PlacementReason } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { Node } from '../../inventory/node';
import { HOSTNAME, NodeLabels } from '../../inventory/node-labels';

/** Nodes that no agent of a plan can tell apart. */
export interface NodeClass {
  /** Place among the classes. */
  readonly index: number;
  /** One of them; what holds for it holds for all. */
  readonly sample: Node;
  /** Equal for classes that differ in what they have to give only: labels, taints and names decide the rest. */
  readonly identity: number;
}

/** The controller's answer for an agent on the nodes of a class. */
export interface ClassDecision extends ControllerDecision {
  readonly reasons: readonly PlacementReason[];
}

/** What agents look at of the nodes. */
interface Look {
  /** Labels of which the value matters. */
  readonly keys: readonly string[];
  /** Labels of which it matters whether a node has one. */
  readonly topologies: readonly string[];
  /** Nodes that can be told from all others. */
  readonly names: readonly string[];
}

const known = new WeakMap<readonly Node[], Map<string, readonly NodeClass[]>>();

/**
 * The class of each node, in the order of the nodes. One list of nodes is often asked about, for agents that look at the
 * same of them: by a plan before a change and after it, and by the rollout of each agent.
 *
 * @param labels that others than the agents read
 */
export function classifyNodes(
  nodes: readonly Node[],
  agents: readonly PlannedAgent[],
  labels: readonly string[] = [],
): readonly NodeClass[] {
  const look = lookOf(agents, labels);
  const read = JSON.stringify(look);
  const answers = known.get(nodes) ?? new Map<string, readonly NodeClass[]>();
  const classes = answers.get(read) ?? classifyBy(nodes, look);
  known.set(nodes, answers.set(read, classes));
  return classes;
}

function lookOf(agents: readonly PlannedAgent[], labels: readonly string[]): Look {
  const keys = new Set([...labelKeysRead(agents), ...labels]);
  const topologies = [...topologyKeysRead(agents)].filter((key) => !keys.has(key));
  return { keys: [...keys].sort(), topologies: topologies.sort(), names: [...namesRead(agents)].sort() };
}

function classifyBy(nodes: readonly Node[], look: Look): NodeClass[] {
  const labels = labelNumbers(look);
  const names = new Map(look.names.map((name, i) => [name, i + 1]));
  const taints = numbering<Node['taints']>((list) => list.map(({ key, value, effect }) => [key, value, effect]));
  const allocatable = numbering<Node['allocatable']>((amounts) => [...amounts].sort(([a], [b]) => (a < b ? -1 : 1)));
  const identities = pairing();
  const classNumbers = pairing();
  const classes: NodeClass[] = [];
  return nodes.map((node) => {
    const named = names.get(node.name) ?? 0;
    const traits = 2 * taints(node.taints) + (node.unschedulable ? 1 : 0);
    const identity = identities(identities(labels(node), -1 - traits), named);
    const number = classNumbers(identity, allocatable(node.allocatable));
    return (classes[number] ??= { index: number, sample: node, identity });
  });
}

/** Numbers that are equal for equal parts of nodes. A part that nodes share is read once. */
function numbering<Part extends object>(read: (part: Part) => unknown): (part: Part) => number {
  const numbers = new Map<unknown, number>();
  let distinct = 0;
  return (part) => {
    let number = numbers.get(part);
    if (number === undefined) {
      const text = JSON.stringify(read(part));
      number = numbers.get(text) ?? distinct++;
      numbers.set(text, number).set(part, number);
    }
    return number;
  };
}

/** Numbers that are equal for nodes whose labels the agents cannot tell apart. */
function labelNumbers({ keys, topologies }: Look): (node: Node) => number {
  const number = numbering<Node['labels']>((labels) => [
    keys.map((key) => labels.get(key) ?? null),
    topologies.map((key) => labels.has(key)),
  ]);
  const readsHostname = keys.includes(HOSTNAME);
  return ({ labels }) => number(labels instanceof NodeLabels && !readsHostname ? labels.shared : labels);
}

/** What the controller decides for each agent on the nodes of a class. */
export function classDecisions({ sample }: NodeClass, agents: readonly PlannedAgent[]): ClassDecision[] {
  return agents.map((agent) => decide(agent, sample));
}

function decide(agent: PlannedAgent, node: Node): ClassDecision {
  const { daemonSet, tolerations } = agent;
  const { shouldRun, shouldContinueRunning } = nodeShouldRunDaemonPod(daemonSet.template.spec, tolerations, node);
  return shouldRun ? WANTED : new Unwanted(shouldContinueRunning, agent, node);
}

/** The decision on every node that an agent is to run on. */
export const WANTED: ClassDecision = { shouldRun: true, shouldContinueRunning: true, reasons: [] };

class Unwanted implements ClassDecision {
  private told?: readonly PlacementReason[];

  constructor(
    readonly shouldContinueRunning: boolean,
    private readonly agent: PlannedAgent,
    private readonly node: Node,
  ) {}

  get shouldRun(): false {
    return false;
  }

  get reasons(): readonly PlacementReason[] {
    const { daemonSet, tolerations } = this.agent;
    this.told ??= controllerReasons(daemonSet.template.spec, tolerations, this.node);
    return this.told;
  }
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

/** The labels that name the domains of pod affinity and topology spread. */
function topologyKeysRead(agents: readonly PlannedAgent[]): Set<string> {
  const terms = agents.flatMap(({ pod }) => [...pod.podAffinity, ...pod.podAntiAffinity, ...pod.topologySpread]);
  return new Set(terms.map(({ topologyKey }) => topologyKey));
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
