import { benchNode, uid } from './nodes';
import { benchPod, benchPodCount } from './pods';
import { scatter } from './scatter';

/** How many images a kubelet reports (`--node-status-max-images`). */
const IMAGES = 50;
/** As `kubectl get -o json` indents. */
const INDENT = 4;
const ITEM = '\n'.padEnd(1 + 2 * INDENT);

/**
 * What `kubectl get nodes,pods -A -o json` prints of a fleet, piece by piece: fields sorted, and with all that kubelets and
 * controllers write into objects.
 */
export function* kubectlList(nodes: number): Generator<string> {
  yield `{\n    "apiVersion": "v1",\n    "items": [`;
  let separator = '';
  for (const object of kubectlObjects(nodes)) {
    yield separator + ITEM + JSON.stringify(object, sortedFields, INDENT).replaceAll('\n', ITEM);
    separator = ',';
  }
  yield `\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n`;
}

/** The same objects, one a line. */
export function* jsonLines(nodes: number): Generator<string> {
  for (const object of kubectlObjects(nodes)) {
    yield `${JSON.stringify(object)}\n`;
  }
}

function* kubectlObjects(nodes: number): Generator<object> {
  for (let i = 0; i < nodes; i++) {
    yield kubectlNode(i);
  }
  for (let i = 0; i < benchPodCount(nodes); i++) {
    yield kubectlPod(i, nodes);
  }
}

function kubectlNode(i: number): object {
  const { metadata, spec, status, ...type } = benchNode(i);
  const { name } = metadata;
  const address = addressOf(i);
  return {
    ...type,
    metadata: {
      ...metadata,
      annotations: {
        'alpha.kubernetes.io/provided-node-ip': address,
        'csi.volume.kubernetes.io/nodeid': JSON.stringify({ 'ebs.csi.aws.com': spec.providerID.slice(-19) }),
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      managedFields: managedFields('kubelet', metadata.labels, status.capacity),
      resourceVersion: String(1_000_000 + i),
    },
    spec: { ...spec, podCIDR: `${address}/24`, podCIDRs: [`${address}/24`] },
    status: {
      ...status,
      addresses: [
        { address, type: 'InternalIP' },
        { address: name, type: 'Hostname' },
        { address: name, type: 'InternalDNS' },
      ],
      conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((condition) => ({
        lastHeartbeatTime: '2026-03-02T10:00:00Z',
        lastTransitionTime: '2026-03-01T08:00:00Z',
        message: condition === 'Ready' ? 'kubelet is posting ready status' : `kubelet has no ${condition}`,
        reason: `Kubelet${condition}`,
        status: condition === 'Ready' ? 'True' : 'False',
        type: condition,
      })),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      images: Array.from({ length: IMAGES }, (_, image) => imageOf(i + image)),
      nodeInfo: {
        architecture: 'amd64',
        bootID: uid(i + 1),
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: '6.12.40-63.114.amzn2023.x86_64',
        kubeProxyVersion: '',
        kubeletVersion: 'v1.36.1',
        machineID: uid(i + 2).replaceAll('-', ''),
        operatingSystem: 'linux',
        osImage: 'Amazon Linux 2023.8.20250915',
        systemUUID: uid(i + 2),
      },
    },
  };
}

function kubectlPod(i: number, nodes: number): object {
  const { metadata, spec, status, ...type } = benchPod(i, nodes);
  const address = addressOf(nodes + i);
  return {
    ...type,
    metadata: {
      ...metadata,
      annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-03-02T09:59:00Z' },
      creationTimestamp: '2026-03-02T09:59:58Z',
      generateName: `${metadata.name.slice(0, -8)}`,
      managedFields: managedFields('kube-controller-manager', metadata.labels, { ...spec }),
      resourceVersion: String(2_000_000 + i),
    },
    spec: {
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      securityContext: {},
      serviceAccount: 'default',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      ...spec,
      containers: spec.containers.map((container) => ({ ...containerDefaults(container.name), ...container })),
    },
    status: {
      ...status,
      containerStatuses: status.containerStatuses.map((container, n) => ({
        ...container,
        containerID: `containerd://${digest(i + n)}`,
        ...{ image: imageOf(i + n).names[1], imageID: imageOf(i + n).names[0] },
        lastState: {},
        started: true,
        volumeMounts: [SERVICE_ACCOUNT],
      })),
      hostIP: address,
      hostIPs: [{ ip: address }],
      podIP: address,
      podIPs: [{ ip: address }],
    },
  };
}

const SERVICE_ACCOUNT = {
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  name: 'kube-api-access',
  readOnly: true,
};

function containerDefaults(name: string): object {
  const variables = ['LOG_LEVEL', 'HTTP_PORT', 'DATABASE_HOST', 'CACHE_HOST', 'TRACING_ENDPOINT', 'FEATURES'];
  const httpGet = { path: '/healthz', port: 'http', scheme: 'HTTP' };
  const probe = { failureThreshold: 3, httpGet, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 };
  return {
    args: ['serve', `--name=${name}`, '--config=/etc/config/config.yaml'],
    env: variables.map((variable) => ({ name: variable, value: `value of "${variable}"` })),
    imagePullPolicy: 'IfNotPresent',
    livenessProbe: probe,
    readinessProbe: probe,
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [{ mountPath: '/etc/config', name: 'config' }, SERVICE_ACCOUNT],
  };
}

function addressOf(i: number): string {
  return `10.${Math.floor(i / 65_536)}.${Math.floor(i / 256) % 256}.${i % 256}`;
}

/** Who set which field, as the API server keeps it. */
function managedFields(manager: string, labels: object, others: object): object[] {
  const fields = (names: object) => Object.fromEntries(Object.keys(names).map((name) => [`f:${name}`, {}]));
  const entry = (operation: string, fieldsV1: object) => ({
    apiVersion: 'v1',
    fieldsType: 'FieldsV1',
    fieldsV1,
    manager,
    operation,
    time: '2026-03-02T10:00:00Z',
  });
  return [
    entry('Update', { 'f:metadata': { 'f:annotations': { '.': {} }, 'f:labels': { '.': {}, ...fields(labels) } } }),
    entry('Update', { 'f:spec': fields(others), 'f:status': { 'f:conditions': fields(others), ...fields(others) } }),
  ];
}

function imageOf(seed: number) {
  const image = scatter(seed, 2_000);
  const repository = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/platform/service-${String(image).padStart(4, '0')}`;
  return {
    names: [`${repository}@sha256:${digest(image)}`, `${repository}:1.${image % 100}.${image % 7}`],
    sizeBytes: 20_000_000 + image * 50_021,
  };
}

function digest(seed: number): string {
  return `${uid(seed)}${uid(seed + 1)}`.replaceAll('-', '');
}

function sortedFields(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
