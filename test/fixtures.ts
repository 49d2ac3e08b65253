import { NodeInventory } from '../src/inventory/node-inventory';
import { Fault, throwFaults } from '../src/kubernetes/manifest/fault';
import { manifestsOf } from '../src/kubernetes/manifest/read-manifests';
import { Taint } from '../src/kubernetes/taint';
import type { PlacementPlan } from '../src/planner/placement/placement-plan';
import type { PlacementPlanOptions } from '../src/planner/placement/placement-plan-options';
import { planPlacement } from '../src/planner/placement/plan-placement';

/** What a test says of a node; the rest is a plain Linux node with room for everything. */
export interface NodeFixture {
  readonly labels?: Record<string, string>;
  readonly taints?: Taint[];
  readonly allocatable?: Record<string, string>;
  readonly unschedulable?: boolean;
}

/** A Node as kubectl prints it. */
export function node(name: string, { labels, taints, allocatable, unschedulable }: NodeFixture = {}): any {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': name, ...labels } },
    spec: { taints, unschedulable },
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110', ...allocatable } },
  };
}

/** A running Pod; `spec` and `metadata` are merged into a pod of one container with the requests. */
export function pod(
  name: string,
  nodeName: string,
  { requests = {}, spec = {}, metadata = {}, status = {} }: Record<string, any> = {},
): any {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'apps', labels: { app: name }, ...metadata },
    spec: {
      nodeName,
      containers: [{ name: 'app', image: 'registry.example/app:1', resources: { requests } }],
      ...spec,
    },
    status: { phase: 'Running', startTime: '2026-01-01T00:00:00Z', ...status },
  };
}

/** A DaemonSet of the namespace `agents`; `spec` is merged into its pod's. */
export function daemonSet(name: string, spec: Record<string, any> = {}, requests: Record<string, string> = {}): any {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'agents' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name: 'agent', image: 'registry.example/agent:1', resources: { requests } }],
          ...spec,
        },
      },
    },
  };
}

/** The running pod of a DaemonSet of `daemonSet()`, as its controller made it. */
export function daemonPodOf(name: string, nodeName: string, options: Record<string, any> = {}): any {
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid: '1', controller: true }];
  return pod(`${name}-${nodeName}`, nodeName, {
    ...options,
    metadata: { namespace: 'agents', labels: { app: name }, ownerReferences },
  });
}

export function priorityClass(name: string, value: number, more: Record<string, any> = {}): any {
  return { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, ...more };
}

/** A plan of manifests on the objects of a cluster. */
export function planOf(cluster: any[], manifests: any[], options?: PlacementPlanOptions): PlacementPlan {
  const faults: Fault[] = [];
  const read = manifestsOf(manifests, faults);
  throwFaults(faults);
  return planPlacement(NodeInventory.fromManifests(cluster), read, options);
}

/** The state of an agent on every node: `{ a: 'Scheduled' }`. */
export function states(plan: PlacementPlan, agent: string): Record<string, string> {
  const placements = plan.toJson().daemonSets.find(({ name }) => name === agent)!.placements;
  const entries = placements.flatMap(({ state, nodes }) => nodes.map((name) => [name, state]));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The reasons of an agent on a node. */
export function reasons(plan: PlacementPlan, agent: string, nodeName: string) {
  const placements = plan.toJson().daemonSets.find(({ name }) => name === agent)!.placements;
  return placements.find(({ nodes }) => nodes.includes(nodeName))!.reasons ?? [];
}
