import { INVENTORY_FIELDS, inventoryFields } from '../../src/inventory/inventory-fields';
import { InventoryReader } from '../../src/inventory/inventory-reader';
import { KeptFields } from '../../src/kubernetes/manifest/kept-fields';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';

const selector = { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] };
const term = { topologyKey: 'zone', labelSelector: selector, namespaceSelector: selector, matchLabelKeys: ['a'] };
const resources = { requests: { cpu: '1' }, limits: { cpu: '2' } };
const container = { name: 'c', resources, restartPolicy: 'Always', ports: [{ containerPort: 80 }] };
const conditions = [
  { type: 'Ready', status: 'True' },
  { type: 'PodResizePending', reason: 'Infeasible' },
];

/** An object of each kind, in which every field that may have fields below it is there. */
const OBJECTS: Readonly<Record<keyof typeof INVENTORY_FIELDS, object>> = {
  Node: {
    apiVersion: 'v1',
    metadata: { name: 'a', labels: { a: 'b', 'kubernetes.io/hostname': 'a' } },
    spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] },
    status: { capacity: { cpu: '4' }, allocatable: { cpu: '4' }, conditions },
  },
  Pod: {
    apiVersion: 'v1',
    metadata: { name: 'p', labels: { a: 'b' }, ownerReferences: [{ controller: true, kind: 'DaemonSet', name: 'd' }] },
    spec: {
      nodeName: 'a',
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
      tolerations: [{ key: 'a' }],
      containers: [container],
      initContainers: [container],
      resources,
      overhead: { cpu: '1' },
    },
    status: {
      phase: 'Running',
      conditions,
      containerStatuses: [{ name: 'c', allocatedResources: { cpu: '1' }, resources }],
      initContainerStatuses: [{ name: 'c', allocatedResources: { cpu: '1' }, resources }],
    },
  },
  Namespace: { apiVersion: 'v1', metadata: { name: 'n', labels: { a: 'b' } } },
  PriorityClass: { apiVersion: 'scheduling.k8s.io/v1', metadata: { name: 'p' }, value: 1 },
  LimitRange: {
    apiVersion: 'v1',
    metadata: { name: 'l' },
    spec: { limits: [{ type: 'Container', min: { cpu: '1' }, max: { cpu: '2' } }] },
  },
  RuntimeClass: {
    apiVersion: 'node.k8s.io/v1',
    metadata: { name: 'r' },
    handler: 'runc',
    overhead: { podFixed: { cpu: '1' } },
    scheduling: { nodeSelector: { a: 'b' }, tolerations: [{ key: 'a' }] },
  },
  PodDisruptionBudget: {
    apiVersion: 'policy/v1',
    metadata: { name: 'b' },
    spec: { selector },
    status: { disruptionsAllowed: 1, disruptedPods: { p: '2026-03-02T10:00:00Z' } },
  },
};

/** An object that tells which paths below it are asked for. */
function watched(value: any, path: readonly string[], asked: Set<string>): any {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const ask = (key: string | symbol): readonly string[] => {
    const below = typeof key === 'string' && !Array.isArray(value) && key !== 'toJSON' ? [...path, key] : path;
    asked.add(below.join('.'));
    return below;
  };
  return new Proxy(value, {
    get: (target, key) => watched(target[key], ask(key), asked),
    has: (target, key) => ask(key) && key in target,
    getOwnPropertyDescriptor: (target, key) => ask(key) && Object.getOwnPropertyDescriptor(target, key),
  });
}

/** What of a path is kept. */
function keptAt(path: string, fields: KeptFields): KeptFields | undefined {
  let at: KeptFields | undefined = fields;
  for (const name of path.split('.')) {
    at = at === true ? true : at && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at;
}

test.each(Object.entries(OBJECTS))('every field that is read of a %s is kept', (kind, object) => {
  const asked = new Set<string>();
  const reader = new InventoryReader();
  reader.addAll(
    manifestsOf([{ kind, ...object }], []).map((each) => ({ ...each, object: watched(object, [], asked) })),
  );
  expect(reader.faults).toEqual([]);
  const kept = inventoryFields((object as { apiVersion: string }).apiVersion, kind)!;
  const lost = [...asked].filter((path) => path !== '' && keptAt(path, kept) === undefined);
  expect(lost).toEqual([]);
  expect(asked.size).toBeGreaterThan(1);
});

test.each([
  ['cdk8s-node-agents/v1alpha1', 'NodeInventory', true],
  ['v1', 'Secret', undefined],
  ['v1', 'ConfigMap', undefined],
  ['apps/v1', 'DaemonSet', undefined],
  ['management.example.com/v3', 'Node', undefined],
  ['v1', 'constructor', undefined],
])('of %s %s is kept: %s', (apiVersion, kind, kept) => {
  expect(inventoryFields(apiVersion, kind)).toBe(kept);
});
