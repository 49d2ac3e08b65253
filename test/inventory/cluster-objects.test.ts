import { ClusterObjects, mergeClusterObjects, readClusterObjects } from '../../src/inventory/cluster-objects';
import { Fault, faultToString } from '../../src/kubernetes/manifest/fault';
import { manifestOf, mapOf } from '../kubernetes/fixture';

function read(...objects: object[]): ClusterObjects {
  const faults: Fault[] = [];
  const result = readClusterObjects(objects.map(manifestOf), faults);
  expect(faults).toEqual([]);
  return result;
}

const API_VERSIONS: Record<string, string> = {
  PriorityClass: 'scheduling.k8s.io/v1',
  RuntimeClass: 'node.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
};

function object(kind: string, name: string, more: object = {}): object {
  return { apiVersion: API_VERSIONS[kind] ?? 'v1', kind, metadata: { name }, ...more };
}

const EMPTY: ClusterObjects = {
  priorityClasses: [],
  limitRanges: [],
  runtimeClasses: [],
  podDisruptionBudgets: [],
  namespaces: new Map(),
};

test('nothing declared, nothing read', () => {
  expect(read()).toEqual(EMPTY);
});

test('objects that decide about pods are read by kind, all others left alone', () => {
  const objects = read(
    object('Node', 'a'),
    object('PriorityClass', 'high', { value: 10 }),
    object('LimitRange', 'bounds', { spec: {} }),
    object('ConfigMap', 'x', { data: 5 }),
    object('RuntimeClass', 'sandbox', { handler: 'runsc' }),
    object('PodDisruptionBudget', 'web', { spec: {} }),
    object('Namespace', 'agents'),
  );
  expect(objects).toMatchObject({
    priorityClasses: [{ name: 'high', value: 10 }],
    limitRanges: [{ namespace: 'default', name: 'bounds' }],
    runtimeClasses: [{ name: 'sandbox' }],
    podDisruptionBudgets: [{ namespace: 'default', name: 'web' }],
  });
  expect([...objects.namespaces.keys()]).toEqual(['agents']);
});

test('kinds of the same name in other API groups are other kinds', () => {
  const foreign = { apiVersion: 'example.com/v1' };
  expect(
    read(
      object('PriorityClass', 'high', foreign),
      object('LimitRange', 'bounds', foreign),
      object('RuntimeClass', 'sandbox', foreign),
      object('PodDisruptionBudget', 'web', foreign),
      object('Namespace', 'agents', foreign),
    ),
  ).toEqual(EMPTY);
});

test('SetDefaults_Namespace: a namespace is labelled with its name', () => {
  const labels = { team: 'sre', 'kubernetes.io/metadata.name': 'forged' };
  expect(read({ ...object('Namespace', 'agents'), metadata: { name: 'agents', labels } }).namespaces).toEqual(
    mapOf({ agents: mapOf({ team: 'sre', 'kubernetes.io/metadata.name': 'agents' }) }),
  );
});

test('faults of all objects are collected', () => {
  const faults: Fault[] = [];
  readClusterObjects(
    [object('PriorityClass', 'high'), object('Namespace', '', { metadata: {} })].map(manifestOf),
    faults,
  );
  expect(faults.map(faultToString)).toEqual([
    'PriorityClass high: value is required',
    'Namespace without a name: metadata.name is required',
  ]);
});

describe('two sets of objects', () => {
  const a = read(
    object('PriorityClass', 'high', { value: 1 }),
    object('PriorityClass', 'low', { value: 2 }),
    object('LimitRange', 'bounds', { metadata: { namespace: 'x', name: 'bounds' }, spec: {} }),
    object('Namespace', 'n', { metadata: { name: 'n', labels: { from: 'a' } } }),
  );
  const b = read(
    object('PriorityClass', 'high', { value: 3 }),
    object('LimitRange', 'bounds', { metadata: { namespace: 'y', name: 'bounds' }, spec: {} }),
    object('Namespace', 'n', { metadata: { name: 'n', labels: { from: 'b' } } }),
  );

  test('where both name the same one, the second wins', () => {
    const merged = mergeClusterObjects(a, b);
    expect(merged.priorityClasses.map(({ name, value }) => [name, value])).toEqual([
      ['high', 3],
      ['low', 2],
    ]);
    expect(merged.namespaces.get('n')!.get('from')).toBe('b');
  });

  test('objects of one name in two namespaces are two objects', () => {
    expect(mergeClusterObjects(a, b).limitRanges.map(({ namespace }) => namespace)).toEqual(['x', 'y']);
  });

  test('with nothing changes nothing', () => {
    expect(mergeClusterObjects(a, EMPTY)).toEqual(a);
    expect(mergeClusterObjects(EMPTY, a)).toEqual(a);
  });
});
