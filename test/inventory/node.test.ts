import { readNode } from '../../src/inventory/node';
import { mapOf, readFlawless, readWith } from '../kubernetes/fixture';

function node(more: object = {}): object {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, status: { allocatable: { cpu: '2' } }, ...more };
}

test('labels, taints, cordon and allocatable are read, in the units of the scheduler', () => {
  const object = node({
    metadata: { name: 'a', labels: { 'kubernetes.io/os': 'linux' } },
    spec: {
      unschedulable: true,
      taints: [
        { key: 'dedicated', value: 'infra', effect: 'NoSchedule' },
        { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute', timeAdded: '2026-01-01T00:00:00Z' },
        { key: 'empty', value: '', effect: 'Unknown' },
      ],
    },
    status: { allocatable: { cpu: '1930m', memory: '7Gi', pods: 110, 'nvidia.com/gpu': '4' } },
  });
  expect(readFlawless(readNode, object)).toEqual({
    name: 'a',
    labels: mapOf({ 'kubernetes.io/os': 'linux' }),
    taints: [
      { key: 'dedicated', value: 'infra', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/not-ready', value: undefined, effect: 'NoExecute' },
      { key: 'empty', value: undefined, effect: 'Unknown' },
    ],
    unschedulable: true,
    allocatable: mapOf({ cpu: 1930, memory: 7 * 2 ** 30, pods: 110, 'nvidia.com/gpu': 4 }),
  });
});

test('labels and taints may be absent', () => {
  expect(readFlawless(readNode, node())).toEqual({
    name: 'a',
    labels: new Map(),
    taints: [],
    unschedulable: false,
    allocatable: mapOf({ cpu: 2000 }),
  });
});

describe('SetDefaults_NodeStatus', () => {
  test.each<[string, object, Record<string, number>]>([
    ['capacity stands in for allocatable', { capacity: { cpu: '4' } }, { cpu: 4000 }],
    ['also where allocatable is null', { capacity: { cpu: '4' }, allocatable: null }, { cpu: 4000 }],
    [
      'as a whole only: allocatable is not filled up',
      { capacity: { cpu: '4', pods: '9' }, allocatable: { cpu: '3' } },
      { cpu: 3000 },
    ],
    ['not where allocatable is empty', { capacity: { cpu: '4' }, allocatable: {} }, {}],
  ])('%s', (_, status, allocatable) => {
    expect(readFlawless(readNode, node({ status })).allocatable).toEqual(mapOf(allocatable));
  });
});

test.each<[string, object, (string | RegExp)[]]>([
  ['no status', { status: undefined }, ['Node a: status.allocatable is required: without it nothing is known to fit']],
  ['no name', { metadata: { labels: {} } }, ['Node without a name: metadata.name is required']],
  ['no metadata', { metadata: undefined }, ['Node without a name: metadata is required']],
  [
    'a label that is no text',
    { metadata: { name: 'a', labels: { gpu: true } } },
    ['Node a: metadata.labels.gpu is true: must be a string'],
  ],
  [
    'a hostname that is no text',
    { metadata: { name: 'a', labels: { 'kubernetes.io/hostname': 5 } } },
    ['Node a: metadata.labels["kubernetes.io/hostname"] is 5: must be a string'],
  ],
  ['a taint without effect', { spec: { taints: [{ key: 'x' }] } }, ['Node a: spec.taints[0].effect is required']],
  ['a taint without key', { spec: { taints: [{ effect: 'NoSchedule' }] } }, ['Node a: spec.taints[0].key is required']],
  [
    'a taint that is a text',
    { spec: { taints: ['x=y:NoSchedule'] } },
    ['Node a: spec.taints[0] is "x=y:NoSchedule": must be an object'],
  ],
  [
    'taints that are no list',
    { spec: { taints: { key: 'x' } } },
    ['Node a: spec.taints is {"key":"x"}: must be a list'],
  ],
  [
    'unschedulable as a text',
    { spec: { unschedulable: 'true' } },
    ['Node a: spec.unschedulable is "true": must be true or false'],
  ],
  [
    'a bad amount',
    { status: { allocatable: { memory: '8GB' } } },
    [/^Node a: status\.allocatable\.memory is "8GB": .*\(did you mean 8Gi or 8G\?\)$/],
  ],
  [
    'a bad amount of capacity',
    { status: { capacity: { pods: 'many' } } },
    [/^Node a: status\.capacity\.pods is "many": /],
  ],
])('%s is a fault', (_, more, faults) => {
  expect(readWith(readNode, node(more))[1]).toEqual(
    faults.map((fault) => (typeof fault === 'string' ? fault : expect.stringMatching(fault))),
  );
});

test.each([
  ['True', undefined],
  ['False', 'False'],
  ['Unknown', 'Unknown'],
  ['odd', undefined],
])('a Ready condition of %s is read as not ready: %s', (status, notReady) => {
  const conditions = [
    { type: 'DiskPressure', status: 'False' },
    { type: 'Ready', status },
  ];
  const { notReady: read } = readFlawless(readNode, node({ status: { allocatable: { cpu: '2' }, conditions } }));
  expect(read).toBe(notReady);
});
