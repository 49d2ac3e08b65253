import { benchNode, uid } from './nodes';
import { benchPod, benchPodCount } from './pods';
import { scatter } from './scatter';

type Json = Record<string, any>;

/** Images that the kubelet lists of every node. */
const IMAGES = 50;

/**
 * The objects of a fleet as `kubectl get nodes,pods -A -o json` prints them: with all that no rule reads, in the order of
 * keys that it has there, each text a text of its own, and names of nodes in the specs of the agents' pods.
 */
export function* printedObjects(nodes: number): Generator<object> {
  for (let i = 0; i < nodes; i++) {
    yield printedNode(i);
  }
  for (let i = 0; i < benchPodCount(nodes); i++) {
    yield printedPod(i, nodes);
  }
}

function printedNode(i: number): Json {
  const { metadata, spec, status, ...head } = benchNode(i);
  const { name } = metadata;
  const lost = (spec.taints ?? []).some(({ key }) => key === 'node.kubernetes.io/unreachable');
  const node = printed({
    ...head,
    metadata: {
      ...metadata,
      annotations: {
        'alpha.kubernetes.io/provided-node-ip': address(i),
        'csi.volume.kubernetes.io/nodeid': `{"ebs.csi.aws.com":"i-${uid(i).slice(0, 17)}"}`,
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      resourceVersion: String(100_000_000 + 97 * i),
    },
    spec: {
      ...spec,
      ...(spec.taints && { taints: spec.taints.map((taint) => ({ ...taint, timeAdded: time(i) })) }),
    },
    status: {
      ...status,
      addresses: [
        { address: address(i), type: 'InternalIP' },
        { address: name, type: 'Hostname' },
        { address: name, type: 'InternalDNS' },
      ],
      conditions: [
        condition(i, 'MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition(i, 'DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        condition(i, 'PIDPressure', 'False', 'KubeletHasSufficientPID'),
        condition(i, 'Ready', lost ? 'Unknown' : 'True', lost ? 'NodeStatusUnknown' : 'KubeletReady'),
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: metadata.labels['kubernetes.io/arch'],
        bootID: uid(i),
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: '6.12.40-64.114.amzn2023.x86_64',
        kubeProxyVersion: '',
        kubeletVersion: 'v1.36.0',
        machineID: uid(i).replaceAll('-', ''),
        operatingSystem: 'linux',
        osImage: 'Amazon Linux 2023',
        systemUUID: uid(i),
      },
    },
  });
  // Whoever looks at these looks at as much as if each node had its own.
  node.metadata.managedFields = NODE_MANAGERS;
  node.status.images = NODE_IMAGES;
  return node;
}

function printedPod(i: number, nodes: number): Json {
  const { metadata, spec, status, ...head } = benchPod(i, { nodes }) as Json;
  const token = `kube-api-access-${uid(i).slice(0, 5)}`;
  const volumes: Json[] = (spec.volumes ?? []).filter(({ persistentVolumeClaim }: Json) => persistentVolumeClaim);
  const container = (each: Json) => ({
    ...each,
    env: [
      { name: 'NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
      { name: 'POD_NAME', value: metadata.name },
      { name: 'LOG_LEVEL', value: 'info' },
    ],
    imagePullPolicy: 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: token, readOnly: true }],
  });
  const containerStatus = (each: Json) => ({
    allocatedResources: each.resources.requests,
    containerID: `containerd://${uid(i)}${uid(i + 1)}`,
    image: each.image,
    imageID: `${each.image}@sha256:${uid(i)}`,
    lastState: {},
    name: each.name,
    ready: true,
    resources: each.resources,
    restartCount: scatter(i, 3),
    started: true,
    state: { running: { startedAt: time(i) } },
  });
  const pod = printed({
    ...head,
    metadata: {
      ...metadata,
      annotations: { 'checksum/config': uid(i), 'prometheus.io/scrape': 'true' },
      creationTimestamp: time(i),
      generateName: metadata.name.replace(/[^-]*$/, ''),
      resourceVersion: String(200_000_000 + 89 * i),
    },
    spec: {
      ...spec,
      containers: spec.containers.map(container),
      ...(spec.initContainers && { initContainers: spec.initContainers.map(container) }),
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      securityContext: {},
      serviceAccount: 'default',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      volumes: [
        ...volumes,
        {
          name: token,
          projected: {
            defaultMode: 420,
            sources: [
              { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
              { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
            ],
          },
        },
      ],
    },
    status: {
      ...status,
      conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
        (type) => ({ lastProbeTime: null, lastTransitionTime: time(i), observedGeneration: 1, status: 'True', type }),
      ),
      containerStatuses: spec.containers.map(containerStatus),
      hostIP: address(i),
      podIP: address(i + 1),
      podIPs: [{ ip: address(i + 1) }],
      startTime: time(i),
    },
  });
  pod.metadata.managedFields = POD_MANAGERS;
  return pod;
}

function condition(i: number, type: string, status: string, reason: string): Json {
  const message = `kubelet reports ${reason}`;
  return { lastHeartbeatTime: time(i + 60), lastTransitionTime: time(i), message, reason, status, type };
}

function time(i: number): string {
  return new Date(Date.UTC(2026, 2, 1) + 1000 * scatter(i, 10_000_000)).toISOString().replace('.000', '');
}

function address(i: number): string {
  return `10.${Math.floor(i / 65_536) % 256}.${Math.floor(i / 256) % 256}.${i % 256}`;
}

/** As it is parsed: keys in order, and no text shared with another object. */
function printed(object: Json): Json {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.parse(JSON.stringify(object, sorted));
}

const NODE_IMAGES = Array.from({ length: IMAGES }, (_, i) => ({
  names: [`registry.example.com/image-${i}@sha256:${uid(i)}`, `registry.example.com/image-${i}:1.0.${i}`],
  sizeBytes: 1_000_000 + scatter(i, 1_000_000_000),
}));
const NODE_MANAGERS = managers('kubelet', benchNode(0));
const POD_MANAGERS = managers('kube-controller-manager', benchPod(0, { nodes: 2 }));

/** Which fields of an object somebody manages. */
function managers(manager: string, object: object): object[] {
  const fields = (value: unknown): object =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [`f:${key}`, fields(item)]))
      : {};
  return [{ apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: fields(object), manager, operation: 'Update' }];
}
