import { NodePool, nodesOfPool } from '../../src/inventory/node-pool';
import { Fault, faultToString } from '../../src/kubernetes/manifest/fault';
import { mapOf } from '../kubernetes/fixture';

const pool: NodePool = { name: 'gpu', count: 2, allocatable: { cpu: '7910m', memory: '30Gi', pods: '58' } };

function nodes(change: Partial<NodePool> = {}) {
  const faults: Fault[] = [];
  const result = nodesOfPool({ ...pool, ...change }, faults);
  expect(faults).toEqual([]);
  return result;
}

function faultsOf(change: object): string[] {
  const faults: Fault[] = [];
  nodesOfPool({ ...pool, ...change }, faults);
  return faults.map(faultToString);
}

test('nodes are numbered from 1 and labelled as the kubelet labels them', () => {
  expect(nodes().map((node) => ({ ...node, labels: new Map(node.labels) }))).toEqual(
    ['gpu-1', 'gpu-2'].map((name) => ({
      name,
      pool: 'gpu',
      labels: mapOf({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name }),
      taints: [],
      unschedulable: false,
      allocatable: mapOf({ cpu: 7910, memory: 30 * 2 ** 30, pods: 58 }),
    })),
  );
});

test('labels of the pool come on top, and win but for the hostname', () => {
  const labels = { 'kubernetes.io/os': 'windows', 'kubernetes.io/hostname': 'x', tier: 'gpu' };
  expect(new Map(nodes({ count: 1, labels })[0].labels)).toEqual(
    mapOf({
      'kubernetes.io/os': 'windows',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': 'gpu-1',
      tier: 'gpu',
    }),
  );
});

test('every node has the taints of the pool', () => {
  const taints = [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }];
  expect(nodes({ taints }).map((node) => node.taints)).toEqual([taints, taints]);
});

test('zones take turns', () => {
  const zones = nodes({ count: 5, zones: ['a', 'b'] }).map(({ labels }) => labels.get('topology.kubernetes.io/zone'));
  expect(zones).toEqual(['a', 'b', 'a', 'b', 'a']);
});

test.each<[string, Partial<NodePool>]>([
  ['no zones', { zones: [] }],
  ['nothing said of zones', {}],
])('%s: no zone label', (_, change) => {
  expect(nodes(change)[0].labels.has('topology.kubernetes.io/zone')).toBe(false);
});

test('a zone of the labels goes before', () => {
  const labels = { 'topology.kubernetes.io/zone': 'c' };
  expect(nodes({ labels, zones: ['a'] })[0].labels.get('topology.kubernetes.io/zone')).toBe('a');
  expect(nodes({ labels })[0].labels.get('topology.kubernetes.io/zone')).toBe('c');
});

test('a pool may be empty', () => {
  expect(nodes({ count: 0 })).toEqual([]);
});

test('labels called like members of Object are labels', () => {
  const labels = JSON.parse('{"__proto__": "a", "constructor": "b"}');
  const [node] = nodes({ count: 1, labels });
  expect([node.labels.get('__proto__'), node.labels.get('constructor')]).toEqual(['a', 'b']);
});

describe('a fault is told once for the pool', () => {
  test.each<[object, string | RegExp]>([
    [{ count: -1 }, 'NodePool gpu: count is -1: must be 0 or more'],
    [{ count: 1.5 }, 'NodePool gpu: count is 1.5: must be an integer'],
    [{ count: NaN }, 'NodePool gpu: count is null: must be an integer'],
    [{ count: '3' }, 'NodePool gpu: count is "3": must be an integer'],
    [{ count: undefined }, 'NodePool gpu: count is required'],
    [{ name: undefined }, 'NodePool undefined: name is required'],
    [{ allocatable: undefined }, 'NodePool gpu: allocatable is required: without it nothing is known to fit'],
    [
      { allocatable: { memory: '30GB' } },
      /^NodePool gpu: allocatable\.memory is "30GB": .*\(did you mean 30Gi or 30G\?\)$/,
    ],
    [{ labels: { gpu: true } }, 'NodePool gpu: labels.gpu is true: must be a string'],
    [{ taints: [{ key: 'x' }] }, 'NodePool gpu: taints[0].effect is required'],
    [{ zones: [1] }, 'NodePool gpu: zones[0] is 1: must be a string'],
  ])('%j', (change, fault) => {
    expect(faultsOf(change)).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });

  test('all of them are told', () => {
    expect(faultsOf({ count: -1, allocatable: { cpu: 'x' }, labels: { a: 1 } })).toHaveLength(3);
  });
});
