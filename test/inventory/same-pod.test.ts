import { INVENTORY_FIELDS } from '../../src/inventory/inventory-fields';
import { Given } from '../../src/inventory/same-parts';
import { isSettled, sameMetadata, sameSpec } from '../../src/inventory/same-pod';

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

describe('a pod is settled', () => {
  const asked = { requests: { cpu: '1' }, limits: { cpu: '2' } };
  const inForce = { allocatedResources: { cpu: '1' }, resources: { requests: { cpu: '1' } } };
  const proxy = { name: 'proxy', resources: {} };
  const pod = { containers: [{ name: 'app', resources: asked }, proxy], initContainers: [{ name: 'init' }] };
  const app = { name: 'app', ...inForce };

  test.each<[string, Given]>([
    ['whose kubelet reports nothing as yet', {}],
    ['whose kubelet reports no resources', { containerStatuses: [{ name: 'app', allocatedResources: { cpu: '9' } }] }],
    ['of which nothing is in force but what is asked', { containerStatuses: [app] }],
    ['whose containers are reported in another order', { containerStatuses: [{ name: 'proxy', resources: {} }, app] }],
    ['with an init container that asks nothing', { initContainerStatuses: [{ name: 'init', resources: {} }] }],
  ])('%s', (_, status) => {
    expect(isSettled(status, pod)).toBe(true);
  });

  test('that asks as a whole for what is in force', () => {
    expect(isSettled(inForce, { ...pod, resources: asked })).toBe(true);
  });

  test.each<[string, Given]>([
    ['less is set aside', { containerStatuses: [{ ...app, allocatedResources: { cpu: '500m' } }] }],
    ['nothing is set aside', { containerStatuses: [{ ...app, allocatedResources: undefined }] }],
    ['more is in force', { containerStatuses: [{ ...app, resources: { requests: { cpu: '2' } } }] }],
    ['nothing of it is in force', { containerStatuses: [{ ...app, resources: {} }] }],
    ['a container is reported that it does not have', { containerStatuses: [{ ...app, name: 'other' }] }],
    ['one that ends has more', { initContainerStatuses: [{ ...app, name: 'init' }] }],
    ['more is in force for it as a whole', inForce],
    ['what is reported is no object', { containerStatuses: [{ ...app, resources: 5 }] }],
    ['what is reported is no list', { containerStatuses: 5 }],
    ['nothing stands in the list', { containerStatuses: [null] }],
  ])('not where %s', (_, status) => {
    expect(isSettled(status, pod)).toBe(false);
  });

  test.each<[string, Given]>([
    ['no containers', {}],
    ['what is no list of containers', { containers: 5 }],
    ['what is no container', { containers: ['app'] }],
  ])('not where it has %s', (_, unclear) => {
    expect(isSettled({ containerStatuses: [app] }, unclear)).toBe(false);
  });
});

describe('of every field that an inventory reads of the metadata and the specs of pods', () => {
  const LISTS = ['containers', 'initContainers', 'ports', 'ownerReferences'];
  /** What is read of each pod by itself. */
  const APART = [...['metadata.name', 'metadata.labels', 'metadata.deletionTimestamp'], 'spec.nodeName'];
  const paths = (fields: object | true): string[][] =>
    fields === true
      ? [[]]
      : Object.entries(fields).flatMap(([key, inner]) => paths(inner).map((path) => [key, ...path]));
  const holding = ([key, ...path]: string[], value: string): any => {
    const inner = path.length === 0 ? value : holding(path, value);
    return { [key]: LISTS.includes(key) && path.length > 0 ? [inner] : inner };
  };
  const SAME: Record<string, typeof sameSpec> = {
    metadata: sameMetadata,
    spec: sameSpec,
  };

  test.each(
    paths({ metadata: INVENTORY_FIELDS.Pod.metadata, spec: INVENTORY_FIELDS.Pod.spec }).map(
      (path) => [path.join('.'), path] as const,
    ),
  )('%s is looked at', (name, path) => {
    const [part, ...field] = path;
    expect(SAME[part](holding(field, 'x'), holding(field, 'x'))).toBe(true);
    expect(SAME[part](holding(field, 'x'), holding(field, 'y'))).toBe(APART.includes(name));
  });
});
