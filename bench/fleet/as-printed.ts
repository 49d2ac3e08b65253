import { stringify } from 'yaml';
import { benchNode, uid } from './nodes';
import { benchPod, benchPodCount } from './pods';
import { scatter } from './scatter';

/** Images that a node keeps, as the kubelet reports at most. */
const IMAGES = 50;
const TIME = '2026-03-02T10:00:01Z';

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** The i-th Node with all that kubectl prints of it. */
function printedNode(i: number): object {
  const node = benchNode(i);
  const annotations = {
    'csi.volume.kubernetes.io/nodeid': JSON.stringify({ 'ebs.csi.aws.com': `i-${uid(i).slice(0, 17)}` }),
    'node.alpha.kubernetes.io/ttl': '15',
    'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
  };
  const status = {
    addresses: [
      { address: `10.${scatter(i, 256)}.${scatter(i + 1, 256)}.${scatter(i + 2, 256)}`, type: 'InternalIP' },
      { address: node.metadata.name, type: 'Hostname' },
    ],
    ...node.status,
    conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((type) => ({
      lastHeartbeatTime: TIME,
      lastTransitionTime: TIME,
      message: type === 'Ready' ? 'kubelet is posting ready status' : `kubelet has no ${type}`,
      reason: `Kubelet${type}`,
      status: type === 'Ready' ? 'True' : 'False',
      type,
    })),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    images: Array.from({ length: IMAGES }, (_, image) => ({
      names: [
        `registry.example.com/team-${image % 7}/service-${image}@sha256:${uid(image).replaceAll('-', '').repeat(2)}`,
        `registry.example.com/team-${image % 7}/service-${image}:v1.${scatter(i + image, 30)}.0`,
      ],
      sizeBytes: 1_000_000 + scatter(image, 900_000_000),
    })),
    nodeInfo: {
      architecture: node.metadata.labels['kubernetes.io/arch'],
      bootID: uid(i + 1),
      containerRuntimeVersion: 'containerd://2.1.5',
      kernelVersion: '6.12.53-69.119.amzn2023.x86_64',
      kubeProxyVersion: '',
      kubeletVersion: 'v1.36.2',
      machineID: uid(i + 2).replaceAll('-', ''),
      operatingSystem: 'linux',
      osImage: 'Amazon Linux 2023.9.20251110',
      systemUUID: uid(i + 2),
    },
  };
  return withManagers({ ...node, metadata: { ...node.metadata, annotations }, status });
}

/** The i-th Pod with all that kubectl prints of it. */
function printedPod(i: number, nodes: number): object {
  const pod = benchPod(i, nodes);
  const conditions = pod.status.conditions.map((each) => ({
    ...each,
    lastProbeTime: null,
    lastTransitionTime: TIME,
    observedGeneration: 1,
  }));
  const metadata = { ...pod.metadata, creationTimestamp: TIME, resourceVersion: String(scatter(i, 1_000_000_000)) };
  return withManagers({ ...pod, metadata, status: { ...pod.status, conditions } });
}

/** What `kubectl get nodes,pods -A -o yaml` prints of so many nodes and the pods on them. */
export function printedYaml(nodes: number, pods = benchPodCount(nodes)): string {
  const items = [
    ...Array.from({ length: nodes }, (_, i) => printedNode(i)),
    ...Array.from({ length: pods }, (_, i) => printedPod(i, nodes)),
  ];
  const text = items.map((item) =>
    stringify([item], {
      indentSeq: false,
      lineWidth: 80,
      sortMapEntries: true,
      version: '1.1',
      aliasDuplicateObjects: false,
    }),
  );
  return ['apiVersion: v1\nitems:\n', ...text, 'kind: List\nmetadata:\n  resourceVersion: ""\n'].join('');
}

/** With who manages which fields: a third of what is printed with --show-managed-fields. */
function withManagers(object: { readonly metadata: object; readonly status: object }): object {
  const { status, ...declared } = object;
  const owners = [
    { manager: 'kube-controller-manager', owned: declared },
    { manager: 'kubelet', owned: { status }, subresource: 'status' },
  ];
  const managedFields = owners.map(({ owned, ...owner }) => ({
    apiVersion: 'v1',
    fieldsType: 'FieldsV1',
    fieldsV1: ownedFields(owned as Json),
    operation: 'Update',
    time: TIME,
    ...owner,
  }));
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

/** The fields of an object, as the API server writes who owns them. */
function ownedFields(value: Json): object {
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    fields.flatMap(([name, field]) =>
      name === 'images' ? [] : [[`f:${name}`, Array.isArray(field) ? ownedItems(field) : ownedFields(field)]],
    ),
  );
}

function ownedItems(items: readonly Json[]): object {
  const named = items.map((item) => {
    const { type, name } = item as { type?: string; name?: string };
    return [`k:${JSON.stringify(type ? { type } : { name: name ?? '' })}`, { '.': {}, ...ownedFields(item) }];
  });
  return Object.fromEntries(named);
}
