import { AGENTS_PRIORITY, benchAgents } from './agents';
import { benchNode } from './nodes';
import { benchPod, benchPodCount } from './pods';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { Fault, throwFaults } from '../../src/kubernetes/manifest/fault';
import { Manifest } from '../../src/kubernetes/manifest/manifest';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';

/** Which pods run on half of the nodes: so many that on some nodes not all agents fit, or such that they fit. */
export type BenchPods = 'crowding' | 'fitting';

/** The fleets that are measured, and how figures tell them apart. */
export const FLEETS: readonly (readonly [BenchPods, string])[] = [
  ['fitting', ''],
  ['crowding', ', many of them full'],
];

/** What else is told of a fleet. */
interface FleetOptions {
  /** Which pods run on half of the nodes. @default - none */
  readonly pods?: BenchPods;
  /** How many workloads they belong to. @default 240 */
  readonly workloads?: number;
}

/** The parsed objects of a fleet: its nodes and, if wanted, the pods on half of them. */
export function fleetObjects(nodes: number, { pods, workloads }: FleetOptions = {}): object[] {
  const options = { nodes, fitting: pods === 'fitting', workloads };
  return [
    AGENTS_PRIORITY,
    ...Array.from({ length: nodes }, (_, i) => benchNode(i)),
    ...Array.from({ length: pods ? benchPodCount(nodes) : 0 }, (_, i) => benchPod(i, options)),
  ];
}

/** A fleet, read. */
export function fleetInventory(nodes: number, options?: FleetOptions): NodeInventory {
  return NodeInventory.fromManifests(fleetObjects(nodes, options));
}

/** Nodes that are read at a time: parsed objects take ten times the room of what is kept of them. */
const PART = 50_000;

/** A fleet whose parsed objects would not fit into memory, read in parts. */
export function largeFleetInventory(nodes: number, running: BenchPods, from = 0, to = nodes): NodeInventory {
  if (to - from > PART) {
    const middle = from + Math.ceil((to - from) / 2);
    const part = (start: number, end: number) => largeFleetInventory(nodes, running, start, end);
    return part(from, middle).and(part(middle, to));
  }
  const count = benchPodCount(nodes);
  const pods = [Math.floor((from * count) / nodes), Math.floor((to * count) / nodes)];
  return NodeInventory.fromManifests([
    AGENTS_PRIORITY,
    ...Array.from({ length: to - from }, (_, i) => benchNode(from + i)),
    ...Array.from({ length: pods[1] - pods[0] }, (_, i) =>
      benchPod(pods[0] + i, { nodes, fitting: running === 'fitting' }),
    ),
  ]);
}

/** The manifests of so many agents. */
export function agentManifests(count: number): Manifest[] {
  return read(benchAgents(count));
}

/** The manifests after a change: two agents with another image, of which one requests more and tolerates no taint. */
export function changedManifests(count: number): Manifest[] {
  const agents = benchAgents(count);
  for (const { metadata, spec } of agents) {
    const { spec: pod } = spec.template;
    const [container] = pod.containers;
    if (metadata.name === 'node-exporter' || metadata.name === 'fluent-bit') {
      container.image = container.image.replace(':1.0.0', ':1.1.0');
    }
    if (metadata.name === 'fluent-bit') {
      container.resources = { requests: { cpu: '200m', memory: '256Mi' }, limits: { memory: '256Mi' } };
      pod.tolerations = [];
    }
  }
  return read(agents);
}

function read(objects: object[]): Manifest[] {
  const faults: Fault[] = [];
  const manifests = manifestsOf(objects, faults);
  throwFaults(faults);
  return manifests;
}
