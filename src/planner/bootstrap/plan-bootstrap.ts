import { bootstrapAssumptions } from './assumptions';
import { BootstrapPlan } from './bootstrap-plan';
import { BootstrapPlanOptions } from './bootstrap-plan-options';
import { findDeadlocks } from './deadlock/find-deadlocks';
import { nodeBootstrap } from './node-bootstrap';
import { readBootstrapSections } from './role/bootstrap-section';
import { readWorkloads } from './role/read-workloads';
import { ClusterSetup, simulateAll, taintsOf } from './simulation/cluster-setup';
import { asRegistered } from './simulation/new-node';
import { Node, readTaint } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { Fault, throwFaults } from '../../kubernetes/manifest/fault';
import { Field } from '../../kubernetes/manifest/field';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { isVirtualNode } from '../../kubernetes/virtual-nodes';
import { alikePlaces, namesAt, placesTogether } from '../placement/alike';
import { classifyNodes } from '../placement/node-class';
import { poolOf } from '../placement/node-pool';
import { planPlacement } from '../placement/plan-placement';
import { DOCUMENT_API_VERSION } from '../placement/to-document';

/**
 * Simulates a new node like each node of the inventory from its first second until nothing moves any more. Nodes that no
 * agent can tell apart are simulated once, and those without an ordinary kubelet not at all.
 *
 * @throws InputError that lists every fault of the manifests and the options.
 */
export function planBootstrap(
  inventory: NodeInventory,
  manifests: readonly Manifest[],
  options: BootstrapPlanOptions = {},
): BootstrapPlan {
  const cluster = readClusterSetup(inventory, manifests, options);
  const { nodes: all } = inventory._contents;
  const virtual = all.filter(isVirtualNode);
  const ordinary = virtual.length === 0 ? all : all.filter((node) => !isVirtualNode(node));
  const classes = nodeClasses(ordinary, cluster);
  const samples = classes.map(([first]) => ordinary[first]);
  const bootstraps = simulateAll(cluster, samples);
  const nodes = bootstraps.map((each, i) => ({ outcome: nodeBootstrap(each), places: classes[i] }));
  const deadlocks = bootstraps.flatMap((each, i) =>
    findDeadlocks(each).map((outcome) => ({ outcome, places: classes[i] })),
  );
  const document = {
    apiVersion: DOCUMENT_API_VERSION,
    kind: 'BootstrapPlan',
    kubernetesVersion: cluster.version.name,
    firstNode: cluster.firstNode,
    nodes: byOutcome(nodes, ordinary),
    virtualNodes: virtual.map(({ name }) => name).sort(),
    deadlocks: byOutcome(deadlocks, ordinary),
    assumptions: bootstrapAssumptions(cluster, samples, bootstraps),
  };
  return BootstrapPlan._of(document, inventory);
}

/** The nodes that no agent can tell apart as they register, with the same taints, in order of the first of each. */
function nodeClasses(nodes: readonly Node[], cluster: ClusterSetup): number[][] {
  const agents = cluster.workloads.map(({ agent }) => agent);
  const classes = classifyNodes(nodes, agents);
  const present = [...new Set(classes)];
  const registered = classifyNodes(
    present.map(({ sample }) => asRegistered(sample)),
    agents,
  );
  const alike = new Map(present.map((nodeClass, i) => [nodeClass, registered[i]]));
  return alikePlaces(nodes.length, [classes.map((each) => alike.get(each)!), nodes.map(taintsOf(cluster))]);
}

function readClusterSetup(
  inventory: NodeInventory,
  manifests: readonly Manifest[],
  { roles = {}, firstNode = false, startupTaints = [], kubernetesVersion }: BootstrapPlanOptions,
): ClusterSetup {
  const { objects: declared, sections = [] } = inventory._contents;
  const empty = NodeInventory._of({ nodes: [], pods: [], objects: declared });
  const { agents, objects, version } = planPlacement(empty, manifests, { kubernetesVersion })._placement;
  const faults: Fault[] = [];
  const pools = sections.length === 0 ? [] : inventory._contents.nodes.map(poolOf).filter((pool) => pool !== undefined);
  const section = readBootstrapSections(sections, new Set(pools), faults);
  const told = { options: roles, section: section.roles };
  const { workloads, absent } = readWorkloads(agents, manifests, told, objects, version, faults);
  const given = { object: { startupTaints }, apiVersion: '', kind: '', describe: () => 'options' };
  const cluster = {
    workloads,
    absent,
    section,
    firstNode,
    startupTaints: Field.of(given, faults).get('startupTaints').list(readTaint),
    objects,
    version,
  };
  throwFaults(faults);
  return cluster;
}

/** Outcomes with the nodes that have them, in order of name: classes of nodes that fare alike are one entry. */
function byOutcome<T>(
  outcomes: readonly { readonly outcome: T; readonly places: readonly number[] }[],
  nodes: readonly Node[],
): (T & { nodes: string[] })[] {
  const groups = new Map<string, { outcome: T; parts: (readonly number[])[] }>();
  for (const { outcome, places } of outcomes) {
    const key = JSON.stringify(outcome);
    const group = groups.get(key) ?? { outcome, parts: [] };
    group.parts.push(places);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ outcome, parts }) => ({
    nodes: namesAt(placesTogether(parts), nodes),
    ...outcome,
  }));
}
