import { INVENTORY_FIELDS } from '../../src/inventory/inventory-fields';
import { sameMetadata, sameSpec, sameStatus } from '../../src/inventory/same-pod';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** The spec of the i-th pod of a DaemonSet. */
const spec = (i: number, changes: object = {}) => ({
  nodeName: `node-${i}`,
  containers: [
    {
      name: 'app',
      env: [{ name: 'POD', value: `${i}` }],
      resources: { requests: { cpu: '1' } },
      ports: [{ hostPort: 80 }],
    },
  ],
  affinity: {
    nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [{ matchFields: [{ values: [`node-${i}`] }] }] } },
    podAntiAffinity: { [REQUIRED]: [{ topologyKey: 'zone' }] },
  },
  tolerations: [{ key: 'a', operator: 'Exists' }],
  volumes: [{ name: `token-${i}` }, { persistentVolumeClaim: { claimName: `data-${i}` } }],
  ...changes,
});

test('pods of one template have the same spec, whatever their nodes, claims, tokens and what brought them there', () => {
  const seeking = { nodeSelector: { zone: 'a' }, topologySpreadConstraints: [{ topologyKey: 'zone' }] };
  expect(sameSpec(spec(1), spec(2, seeking))).toBe(true);
});

test.each<[string, object]>([
  ['a request', { containers: [{ ...spec(1).containers[0], resources: { requests: { cpu: '2' } } }] }],
  [
    'a limit',
    { containers: [{ ...spec(1).containers[0], resources: { requests: { cpu: '1' }, limits: { cpu: '1' } } }] },
  ],
  ['a host port', { containers: [{ ...spec(1).containers[0], ports: [{ hostPort: 81 }] }] }],
  ['a container more', { containers: [...spec(1).containers, { name: 'proxy' }] }],
  ['an init container', { initContainers: [{ name: 'init' }] }],
  ['the host network', { hostNetwork: true }],
  ['a topology', { affinity: { ...spec(1).affinity, podAntiAffinity: { [REQUIRED]: [{ topologyKey: 'host' }] } } }],
  ['a toleration', { tolerations: [{ key: 'b', operator: 'Exists' }] }],
  ['a priority', { priority: 1 }],
  ['a priority class', { priorityClassName: 'high' }],
  ['an overhead', { overhead: { cpu: '1m' } }],
  ['resources of the pod', { resources: { requests: { cpu: '1' } } }],
])('%s makes it another', (_, changes) => {
  expect(sameSpec(spec(1, changes), spec(2))).toBe(false);
  expect(sameSpec(spec(2), spec(1, changes))).toBe(false);
});

test('what is the same of metadata: the namespace, and kind, name and control of owners', () => {
  const metadata = (i: number, owner = {}, namespace = 'apps') => ({
    name: `pod-${i}`,
    namespace,
    ownerReferences: [{ kind: 'Job', name: 'a', controller: true, uid: `${i}`, ...owner }],
  });
  expect(sameMetadata(metadata(1), metadata(2))).toBe(true);
  expect(sameMetadata(metadata(1, {}, 'other'), metadata(2))).toBe(false);
  for (const owner of [{ kind: 'ReplicaSet' }, { name: 'b' }, { controller: false }]) {
    expect(sameMetadata(metadata(1, owner), metadata(2))).toBe(false);
  }
});

test('what is the same of a status: what the kubelet reports of resources', () => {
  const status = (i: number, reported: object = { allocatedResources: { cpu: '1' }, resources: { requests: {} } }) => ({
    podIP: `10.0.0.${i}`,
    containerStatuses: [{ name: 'app', containerID: `${i}`, ...reported }],
  });
  expect(sameStatus(status(1), status(2))).toBe(true);
  expect(sameStatus(status(1, { allocatedResources: { cpu: '2' }, resources: { requests: {} } }), status(2))).toBe(
    false,
  );
  expect(sameStatus(status(1, { allocatedResources: { cpu: '1' } }), status(2))).toBe(false);
  expect(sameStatus({ ...status(1), initContainerStatuses: [] }, status(2))).toBe(false);
});

describe('of every field that an inventory reads of pods', () => {
  const LISTS = [
    'containers',
    'initContainers',
    'ports',
    'containerStatuses',
    'initContainerStatuses',
    'ownerReferences',
  ];
  /** What is read of each pod by itself. */
  const APART = [
    ...['metadata.name', 'metadata.labels', 'metadata.deletionTimestamp'],
    ...['spec.nodeName', 'status.phase', 'status.startTime'],
    ...['status.conditions.type', 'status.conditions.status', 'status.conditions.reason'],
    // What a pod is limited to now is not weighed, only what it requests.
    ...['status.containerStatuses.resources.limits', 'status.initContainerStatuses.resources.limits'],
  ];
  const paths = (fields: object | true): string[][] =>
    fields === true
      ? [[]]
      : Object.entries(fields).flatMap(([key, inner]) => paths(inner).map((path) => [key, ...path]));
  const holding = ([key, ...path]: string[], value: string): any => {
    const inner = path.length === 0 ? value : holding(path, value);
    return { [key]: LISTS.includes(key) && path.length > 0 ? [inner] : inner };
  };
  const SAME: Record<string, (given: unknown, known: unknown) => boolean> = {
    metadata: sameMetadata,
    spec: sameSpec,
    status: sameStatus,
  };

  test.each(paths(INVENTORY_FIELDS.Pod).map((path) => [path.join('.'), path] as const))(
    '%s is looked at',
    (name, path) => {
      const [part, ...field] = path;
      expect(SAME[part](holding(field, 'x'), holding(field, 'x'))).toBe(true);
      expect(SAME[part](holding(field, 'x'), holding(field, 'y'))).toBe(APART.includes(name));
    },
  );
});
