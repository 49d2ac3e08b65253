import { benchAgents } from './agents';
import { nodeName, uid } from './nodes';
import { scatter } from './scatter';

/** Pods run on every second node only: as many as three for each of those. */
const PODS_PER_OCCUPIED_NODE = 3;
/** Neighbours in the list of pods land far apart. */
const SPREAD = 7919;
const WORKLOADS = 240;
const NAMESPACES = 40;
/** Agents of which some pods run already. */
const RUNNING_AGENTS = 8;

/** What workloads request. The first ones leave room for the agents, as a scheduler does that has placed the agents first. */
const SIZES = [
  { cpu: '100m', memory: '128Mi' },
  { cpu: '250m', memory: '512Mi' },
  { cpu: '500m', memory: '1Gi' },
  { cpu: '1', memory: '2Gi' },
  { cpu: '2', memory: '4Gi' },
  { cpu: '3500m', memory: '6Gi' },
];
const FITTING = 2;

/** How many pods run on a fleet of so many nodes. */
export function benchPodCount(nodes: number): number {
  return Math.floor(nodes / 2) * PODS_PER_OCCUPIED_NODE;
}

/** A fleet whose pods are made. */
export interface BenchPodOptions {
  /** How many nodes it has. */
  readonly nodes: number;
  /** Whether all are so small that the agents fit beside them. @default false */
  readonly fitting?: boolean;
  /** How many workloads the pods belong to, beside the agents. @default 240 */
  readonly workloads?: number;
}

/** The i-th Pod of a fleet, in the order in which the API server lists them: by namespace, then by name. */
export function benchPod(i: number, options: BenchPodOptions) {
  const { nodes, workloads = WORKLOADS } = options;
  const count = benchPodCount(nodes);
  const groups = workloads + RUNNING_AGENTS;
  const group = Math.floor((i * groups) / count);
  const node = 2 * ((i * SPREAD) % Math.floor(nodes / 2));
  return group < workloads ? workloadPod(group, i, node, options) : agentPod(group - workloads, i, node);
}

function workloadPod(group: number, i: number, node: number, options: BenchPodOptions) {
  const { fitting = false, workloads = WORKLOADS } = options;
  const perNamespace = Math.ceil(workloads / NAMESPACES);
  const name = `service-${String(group).padStart(String(workloads).length, '0')}`;
  const hash = scatter(group, 0xffffff).toString(16).padStart(6, '0');
  const stateful = group % 12 === 0;
  const requests = SIZES[scatter(group, fitting ? FITTING : SIZES.length)];
  const owner = stateful ? { kind: 'StatefulSet', name } : { kind: 'ReplicaSet', name: `${name}-${hash}` };
  const suffix = String(i).padStart(8, '0');
  return pod({
    i,
    namespace: `apps-${String(Math.floor(group / perNamespace)).padStart(2, '0')}`,
    name: `${owner.name}-${suffix}`,
    labels: {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/part-of': `shop-${group % 7}`,
      ...(stateful ? { 'apps.kubernetes.io/pod-index': suffix } : { 'pod-template-hash': hash }),
    },
    owner,
    spec: {
      nodeName: nodeName(node),
      priority: 0,
      containers: [
        container(name, requests),
        ...(group % 3 === 0 ? [container('istio-proxy', { cpu: '100m', memory: '128Mi' })] : []),
      ],
      ...(group % 5 === 0 ? { initContainers: [container('migrate', { cpu: '500m', memory: '256Mi' })] } : {}),
      ...(group % 9 === 0 ? { affinity: apart(name) } : {}),
      volumes: [
        { name: `kube-api-access-${suffix}`, projected: { defaultMode: 420 } },
        ...(stateful ? [{ name: 'data', persistentVolumeClaim: { claimName: `data-${name}-${suffix}` } }] : []),
      ],
    },
  });
}

function agentPod(which: number, i: number, node: number) {
  const inOrder = benchAgents(RUNNING_AGENTS).sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const { metadata, spec } = inOrder[which];
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName(node)] }] };
  return pod({
    i,
    namespace: metadata.namespace,
    name: `${metadata.name}-${String(i).padStart(8, '0')}`,
    labels: { ...spec.template.metadata.labels, 'pod-template-generation': '3' },
    owner: { kind: 'DaemonSet', name: metadata.name },
    spec: {
      ...spec.template.spec,
      nodeName: nodeName(node),
      affinity: {
        ...spec.template.spec.affinity,
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
      },
    },
  });
}

function apart(name: string) {
  const term = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
  };
  return {
    podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
}

function container(name: string, requests: Record<string, string>) {
  return {
    name,
    image: `registry.example.com/${name}:1.0.0`,
    ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
    resources: { requests, limits: { memory: requests.memory } },
  };
}

interface PodParts {
  readonly i: number;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly owner: { readonly kind: string; readonly name: string };
  readonly spec: {
    readonly nodeName: string;
    readonly containers: readonly { readonly name: string }[];
    readonly [field: string]: unknown;
  };
}

function pod({ i, namespace, name, labels, owner, spec }: PodParts) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: uid(i),
      labels,
      ownerReferences: [{ apiVersion: 'apps/v1', blockOwnerDeletion: true, controller: true, ...owner, uid: uid(i) }],
    },
    spec: {
      preemptionPolicy: 'PreemptLowerPriority',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      tolerations: ['not-ready', 'unreachable'].map((condition) => ({
        key: `node.kubernetes.io/${condition}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
      ...spec,
    },
    status: {
      phase: 'Running',
      qosClass: 'Burstable',
      startTime: '2026-03-02T10:00:00Z',
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({ type, status: 'True' })),
      containerStatuses: spec.containers.map((each) => ({
        name: each.name,
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: '2026-03-02T10:00:01Z' } },
      })),
    },
  };
}
