import { podFootprint, readRunningPod } from '../../src/inventory/running-pod';
import { hostPortToString } from '../../src/kubernetes/host-port';
import { kubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { mapOf, quantities, readFlawless, readWith } from '../kubernetes/fixture';

const NEWEST = kubernetesVersion('1.36');
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
    namespace: 'apps',
    name: 'web-1',
    labels: mapOf({ app: 'web' }),
    nodeName: 'a',
    spec: { containers: [{ name: 'web', requests: quantities({ cpu: '100m' }) }] },
    startTime: '2026-01-01T00:00:00Z',
    owner: { kind: 'DaemonSet', name: 'logs' },
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
  expect(read({ status: { phase: 'Running', conditions } })).toMatchObject({ ready, terminating: false });
});

test('without a Ready condition nothing is known of it, and a deleted pod is still there', () => {
  const deleted = { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' };
  expect(read({ metadata: deleted })).toMatchObject({ terminating: true });
  expect(read()!.ready).toBeUndefined();
});

test('an owner that does not control it is no owner, a namespace may be absent, and so may be labels', () => {
  const orphan = read({ metadata: { name: 'x', ownerReferences: [{ kind: 'Node', name: 'a' }] } });
  expect(orphan).toMatchObject({ namespace: 'default', labels: new Map() });
  expect(orphan!.owner).toBeUndefined();
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
  const terms = read({ spec: { ...spec, affinity } })!.spec.podAntiAffinity;
  expect(terms.map(({ labelSelector }) => labelSelector!.matchExpressions)).toEqual([[merged], [merged]]);
});

describe('podFootprint', () => {
  function footprint(more: object, version = NEWEST): [Record<string, number>, string[]] {
    const { requests, hostPorts } = podFootprint(read(more)!.spec, version);
    return [Object.fromEntries(requests), hostPorts.map(hostPortToString)];
  }

  test('requests are in the units of the scheduler, with overhead', () => {
    expect(footprint({ spec: { ...spec, overhead: { cpu: '10m', memory: '1Mi' } } })).toEqual([
      { cpu: 110, memory: 2 ** 20 },
      [],
    ]);
  });

  test('the API’s defaults apply: limits are requests, and host network makes ports host ports', () => {
    const container = { name: 'x', resources: { limits: { memory: '1Ki' } }, ports: [{ containerPort: 9100 }] };
    expect(footprint({ spec: { nodeName: 'a', hostNetwork: true, containers: [container] } })).toEqual([
      { memory: 1024 },
      ['9100/TCP'],
    ]);
  });

  describe('PodRequests with UseStatusResources: a pod that is resized in place counts the most', () => {
    const status = (asked: string, allocated?: string | null, actual?: string, more: object = {}) => ({
      spec: { nodeName: 'a', containers: [{ name: 'web', resources: { requests: { cpu: asked } } }] },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'web',
            allocatedResources: allocated && { cpu: allocated },
            resources: actual && { requests: { cpu: actual } },
          },
        ],
        ...more,
      },
    });
    const pending = (reason: string) => ({
      conditions: [
        { type: 'Ready', reason: 'Infeasible' },
        { type: 'PodResizePending', status: 'True', reason },
      ],
    });

    test.each<[string, object, number]>([
      ['nothing reported', status('100m'), 100],
      ['as asked', status('100m', '100m', '100m'), 100],
      ['asked for more', status('300m', '100m', '100m'), 300],
      ['shrinking', status('100m', '100m', '200m'), 200],
      ['asked to shrink', status('100m', '250m', '200m'), 250],
      ['only in force is reported', status('100m', undefined, '200m'), 200],
      ['PodResizePending, Deferred: what is asked counts', status('900m', '100m', '100m', pending('Deferred')), 900],
      [
        'PodResizePending, Infeasible: what is asked does not',
        status('900m', '100m', '120m', pending('Infeasible')),
        120,
      ],
      ['allocated null', status('100m', null, '50m'), 100],
      ['allocated without what is in force: UseStatusResources looks at neither', status('100m', '250m'), 100],
    ])('%s', (_, more, cpu) => {
      expect(footprint(more)).toEqual([{ cpu }, []]);
    });

    test('sidecars are found among the init container statuses', () => {
      const initContainers = [{ name: 's', restartPolicy: 'Always', resources: { requests: { cpu: '10m' } } }];
      const initContainerStatuses = [{ name: 's', resources: { requests: { cpu: '40m' } } }];
      expect(
        footprint({ spec: { ...spec, initContainers }, status: { phase: 'Running', initContainerStatuses } }),
      ).toEqual([{ cpu: 140 }, []]);
    });

    test('before 1.33 only the spec counts', () => {
      expect(footprint(status('100m', '250m', '200m'), kubernetesVersion('1.32'))).toEqual([{ cpu: 100 }, []]);
    });

    test('a bad amount is a fault with its place', () => {
      const [, faults] = readWith(readRunningPod, pod(status('100m', '1cpu', '1')));
      expect(faults).toEqual([
        expect.stringMatching(/^Pod apps\/web-1: status\.containerStatuses\[0\]\.allocatedResources\.cpu is "1cpu": /),
      ]);
    });
  });
});
