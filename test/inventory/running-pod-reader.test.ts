import { readRunningPod } from '../../src/inventory/running-pod-reader';
import { mapOf, quantities, readFlawless, readWith } from '../kubernetes/fixture';

const metadata = { namespace: 'apps', name: 'web-1', labels: { app: 'web' } };
const spec = { nodeName: 'a', containers: [{ name: 'web', resources: { requests: { cpu: '100m' } } }] };

function pod(more: object = {}): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: { phase: 'Running' }, ...more };
}

function read(more: object = {}) {
  return readFlawless(readRunningPod, pod(more));
}

test('what a plan needs is read', () => {
  const ownerReferences = [
    { kind: 'Thing', name: 'other', controller: false },
    { kind: 'DaemonSet', name: 'logs', controller: true },
  ];
  const status = { phase: 'Running', startTime: '2026-01-01T00:00:00Z' };
  expect(read({ metadata: { ...metadata, ownerReferences }, status })).toMatchObject({
    name: 'web-1',
    nodeName: 'a',
    startTime: '2026-01-01T00:00:00Z',
    traits: {
      namespace: 'apps',
      labels: mapOf({ app: 'web' }),
      spec: { containers: [{ name: 'web', requests: quantities({ cpu: '100m' }) }] },
      owner: { kind: 'DaemonSet', name: 'logs' },
    },
  });
});

test.each([
  ['True', true],
  ['False', false],
  ['Unknown', false],
])('a Ready condition of %s is read as ready: %s', (status, ready) => {
  const conditions = [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status },
  ];
  expect(read({ status: { phase: 'Running', conditions } })).toMatchObject({ traits: { ready, terminating: false } });
});

test('without a Ready condition nothing is known of it, and a deleted pod is still there', () => {
  const deleted = { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' };
  expect(read({ metadata: deleted })).toMatchObject({ traits: { terminating: true } });
  expect(read()!.traits.ready).toBeUndefined();
});

test('an owner that does not control it is no owner, a namespace may be absent, and so may be labels', () => {
  const orphan = read({ metadata: { name: 'x', ownerReferences: [{ kind: 'Node', name: 'a' }] } });
  expect(orphan).toMatchObject({ traits: { namespace: 'default', labels: new Map() } });
  expect(orphan!.traits.owner).toBeUndefined();
  expect(orphan!.startTime).toBeUndefined();
});

describe('which pods take room: those on a node that are not over', () => {
  test.each<[string, object, boolean]>([
    ['Running', { status: { phase: 'Running' } }, true],
    ['Pending on its node', { status: { phase: 'Pending' } }, true],
    ['Unknown', { status: { phase: 'Unknown' } }, true],
    ['without status', { status: undefined }, true],
    ['terminating', { metadata: { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }, true],
    ['Succeeded', { status: { phase: 'Succeeded' } }, false],
    ['Failed', { status: { phase: 'Failed' } }, false],
    ['on no node', { spec: { containers: [] } }, false],
    ['on a node without a name', { spec: { ...spec, nodeName: '' } }, false],
  ])('%s', (_, more, takesRoom) => {
    expect(read(more) !== undefined).toBe(takesRoom);
  });
});

test.each<[string, object, string[]]>([
  ['no spec', { spec: undefined }, ['Pod apps/web-1: spec is required']],
  ['no metadata', { metadata: undefined }, ['Pod without a name: metadata is required']],
  ['no name', { metadata: { namespace: 'apps' } }, ['Pod apps: metadata.name is required']],
  [
    'a node name that is none',
    { spec: { ...spec, nodeName: 5 } },
    ['Pod apps/web-1: spec.nodeName is 5: must be a string'],
  ],
  [
    'containers that are no list',
    { spec: { nodeName: 'a', containers: 'web' } },
    ['Pod apps/web-1: spec.containers is "web": must be a list'],
  ],
  [
    'conditions that are no list',
    { status: { conditions: 5 } },
    ['Pod apps/web-1: status.conditions is 5: must be a list'],
  ],
  [
    'statuses that are no list',
    { status: { containerStatuses: {} } },
    ['Pod apps/web-1: status.containerStatuses is {}: must be a list'],
  ],
])('%s is a fault', (_, more, faults) => {
  expect(readWith(readRunningPod, pod(more))[1]).toEqual(faults);
});

test('a pod that is over is not read further: its faults do not matter', () => {
  expect(
    readWith(readRunningPod, pod({ spec: { nodeName: 'a', containers: 'x' }, status: { phase: 'Failed' } })),
  ).toEqual([undefined, []]);
});

test('matchLabelKeys of its terms take the pod’s own labels (KEP-3633), and are merged only once', () => {
  const term = (labelSelector: object) => ({ topologyKey: 'zone', labelSelector, matchLabelKeys: ['app'] });
  const merged = { key: 'app', operator: 'In', values: ['web'] };
  const requiredDuringSchedulingIgnoredDuringExecution = [term({}), term({ matchExpressions: [merged] })];
  const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution } };
  const terms = read({ spec: { ...spec, affinity } })!.traits.spec.podAntiAffinity;
  expect(terms.map(({ labelSelector }) => labelSelector!.matchExpressions)).toEqual([[merged], [merged]]);
});

test('a bad amount that is reported is a fault with its place', () => {
  const containerStatuses = [
    { name: 'web', allocatedResources: { cpu: '1cpu' }, resources: { requests: { cpu: '1' } } },
  ];
  const [, faults] = readWith(readRunningPod, pod({ status: { phase: 'Running', containerStatuses } }));
  expect(faults).toEqual([
    expect.stringMatching(/^Pod apps\/web-1: status\.containerStatuses\[0\]\.allocatedResources\.cpu is "1cpu": /),
  ]);
});
