import { RolloutAgents, roomyNodes } from './roomy-nodes';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { classifyNodes } from '../placement/node-class';

/** Nodes on which an agent fares alike, before and after a change. */
export interface NodeKind {
  /** Place among the kinds. */
  readonly index: number;
  /** One of the nodes. */
  readonly sample: Node;
}

/**
 * The kind of each node. Nodes without pods, or with room beside them for all that the agents do, are of one kind where no
 * agent can tell them apart and none looks beyond its own node; any other node is a kind of its own.
 */
export function nodeKinds(
  inventory: NodeInventory,
  nodes: readonly Node[],
  rollout: RolloutAgents,
  objects: ClusterObjects,
  version: KubernetesVersion,
): NodeKind[] {
  const agents = [rollout.later, ...rollout.earlier];
  const { pods } = inventory._contents;
  const occupied = new Set(pods.map(({ nodeName }) => nodeName));
  const farSighted =
    agents.some(({ pod }) => pod.podAffinity.length + pod.podAntiAffinity.length + pod.topologySpread.length > 0) ||
    pods.some(({ spec }) => spec.podAntiAffinity.length > 0);
  const classes = classifyNodes(nodes, agents);
  const roomy = farSighted ? NONE : roomyNodes(inventory, nodes, classes, rollout, objects, version);
  const kinds = new Map<unknown, NodeKind>();
  return nodes.map((node, i) => {
    const alike = farSighted || (occupied.has(node.name) && !roomy.has(node.name)) ? node : classes[i];
    const kind = kinds.get(alike) ?? { index: kinds.size, sample: node };
    kinds.set(alike, kind);
    return kind;
  });
}

const NONE: ReadonlySet<string> = new Set();

/** The inventory with one node of each kind only. */
export function sampleInventory(inventory: NodeInventory, samples: readonly Node[]): NodeInventory {
  const names = new Set(samples.map(({ name }) => name));
  const { pods, objects } = inventory._contents;
  return NodeInventory._of({ nodes: samples, pods: pods.filter(({ nodeName }) => names.has(nodeName)), objects });
}
