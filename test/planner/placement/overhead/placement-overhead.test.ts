import * as fc from 'fast-check';
import { PlacementOverhead } from '../../../../src/planner/placement/overhead/placement-overhead';
import { daemonSet, node, planOf, pod } from '../../../fixtures';
import { faultFinder, laxPlaces, readSchema } from '../../change/schema-checks';

const GI = 2 ** 30;
const MI = 2 ** 20;
const allocatable = { cpu: 4000, memory: 8 * GI, pods: 110 };
const dedicated = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' };
const general = (name: string, more: object = {}) => node(name, { labels: { 'example.com/pool': 'general' }, ...more });
const infra = (name: string) => node(name, { labels: { 'example.com/pool': 'infra' }, taints: [dedicated] });
const CLUSTER = [general('a-1'), general('a-2'), infra('b-1')];
const exporter = daemonSet('exporter', { tolerations: [{ operator: 'Exists' }], hostNetwork: true }, { cpu: '50m' });
exporter.spec.template.spec.containers[0].ports = [{ containerPort: 9100 }];
const AGENTS = [daemonSet('logs', {}, { cpu: '100m', memory: '64Mi' }), exporter];

function overheadOf(cluster: any[] = CLUSTER, agents: any[] = AGENTS): PlacementOverhead {
  return planOf(cluster, agents).overhead();
}

test('what the agents request on each kind of node is added up, beside what a node has', () => {
  expect(overheadOf().classes).toEqual([
    {
      kind: 'general',
      nodes: ['a-1', 'a-2'],
      agents: ['agents/logs', 'agents/exporter'],
      pending: [],
      requests: { cpu: 150, memory: 64 * MI, pods: 2 },
      allocatable,
      shares: { cpu: 150 / 4000, memory: 64 / 8192, pods: 2 / 110 },
      hostPorts: [{ port: 9100, protocol: 'TCP', hostIP: '0.0.0.0', daemonSet: 'agents/exporter' }],
      tightest: [
        { resource: 'cpu', node: 'a-1', left: 3850, requested: 150, allocatable: 4000 },
        { resource: 'memory', node: 'a-1', left: 8128 * MI, requested: 64 * MI, allocatable: 8 * GI },
        { resource: 'pods', node: 'a-1', left: 108, requested: 2, allocatable: 110 },
      ],
    },
    expect.objectContaining({
      kind: 'infra',
      nodes: ['b-1'],
      agents: ['agents/exporter'],
      requests: { cpu: 50, pods: 1 },
    }),
  ]);
});

test('a pool adds up its nodes, and is tightest where other pods leave least', () => {
  const cluster = [
    ...CLUSTER,
    general('a-3', { allocatable: { cpu: '2' } }),
    pod('web', 'a-2', { requests: { cpu: '3' } }),
  ];
  const [pool] = overheadOf(cluster).pools;
  expect(pool).toMatchObject({
    pool: 'general',
    nodes: 3,
    agents: ['agents/logs', 'agents/exporter'],
    requests: { cpu: 450, memory: 3 * 64 * MI, pods: 6 },
    allocatable: { cpu: 10_000, memory: 24 * GI, pods: 330 },
    shares: { cpu: 0.045 },
    hostPorts: [{ port: 9100 }],
  });
  expect(pool.tightest.map(({ resource, node: name, left }) => [resource, name, left])).toEqual([
    ['cpu', 'a-2', 850],
    ['memory', 'a-1', 8128 * MI],
    ['pods', 'a-2', 107],
  ]);
});

test('an agent that waits for room is told apart: an empty node would run it', () => {
  const cluster = [general('a'), general('b'), pod('web', 'b', { requests: { cpu: '3950m' } })];
  const overhead = overheadOf(cluster, [daemonSet('logs', {}, { cpu: '100m' })]);
  expect(overhead.classes.map(({ nodes, agents, pending }) => [nodes, agents, pending])).toEqual([
    [['a'], ['agents/logs'], []],
    [['b'], [], ['agents/logs']],
  ]);
  expect(overhead.roomFor({ cpu: '1' }).classes.map(({ podsOnEmptyNode }) => podsOnEmptyNode)).toEqual([3, 3]);
});

describe('what a workload still gets', () => {
  const busy = [...CLUSTER, pod('web', 'a-2', { requests: { cpu: '3' } })];

  test('beside all that runs, and on an empty node of each kind', () => {
    expect(overheadOf(busy).roomFor({ cpu: '500m', memory: '1Gi' })).toEqual({
      apiVersion: 'cdk8s-node-agents/v1alpha1',
      kind: 'WorkloadRoom',
      kubernetesVersion: '1.36',
      requests: { cpu: 500, memory: GI },
      pods: 8,
      pools: [
        { pool: 'general', nodes: 2, pods: 8 },
        { pool: 'infra', nodes: 1, pods: 0 },
      ],
      classes: [
        // 3850m and 8128Mi hold 7 of them; 850m beside the other pod hold 1.
        { kind: 'general', nodes: ['a-1', 'a-2'], pods: 8, podsOnEmptyNode: 7, limitedBy: 'cpu', untolerated: [] },
        {
          kind: 'infra',
          nodes: ['b-1'],
          pods: 0,
          podsOnEmptyNode: 7,
          limitedBy: 'cpu',
          untolerated: ['dedicated=infra:NoSchedule'],
        },
      ],
      tooSmall: [],
    });
  });

  test('on tainted nodes what tolerates them', () => {
    const tolerations = [{ key: 'dedicated', operator: 'Exists' }];
    const room = overheadOf(busy).roomFor({ cpu: '500m', memory: '1Gi' }, { tolerations });
    expect([room.pods, room.classes[1].pods, room.classes[1].untolerated]).toEqual([15, 7, []]);
  });

  test('nothing on a node that is cordoned', () => {
    const room = overheadOf([general('a', { unschedulable: true })]).roomFor({ cpu: '1' });
    expect([room.pods, room.classes[0].untolerated]).toEqual([0, ['node.kubernetes.io/unschedulable:NoSchedule']]);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ['no request: as many pods as the node takes', {}, 108, 'pods'],
    ['a request of nothing', { cpu: '0' }, 108, 'pods'],
    ['what the agents leave exactly', { cpu: '3850m' }, 1, 'cpu'],
    ['a millicore more', { cpu: '3851m' }, 0, 'cpu'],
    ['memory before cpu', { cpu: '1', memory: '4Gi' }, 1, 'memory'],
    ['a device that the node does not have', { 'nvidia.com/gpu': '1' }, 0, 'nvidia.com/gpu'],
  ])('%s', (_, requests, pods, limitedBy) => {
    const [room] = overheadOf([general('a')]).roomFor(requests).classes;
    expect([room.pods, room.podsOnEmptyNode, room.limitedBy]).toEqual([pods, pods, limitedBy]);
  });

  test('the kinds that are too small for one', () => {
    const cluster = [general('a'), node('b', { labels: { 'example.com/pool': 'small' }, allocatable: { cpu: '1' } })];
    expect(overheadOf(cluster).roomFor({ cpu: '1' }).tooSmall).toEqual(['small']);
  });

  test('all faults of its requests are told at once', () => {
    expect(() => overheadOf().roomFor({ cpu: '1GB', memroy: '1Gi', memory: '-1' })).toThrow(
      [
        `workload: requests.cpu is "1GB": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$' (did you mean 1Gi or 1G?)`,
        'workload: requests.memroy is "1Gi": must be cpu, memory, ephemeral-storage, or the name of an extended resource such as nvidia.com/gpu (did you mean memory?)',
        'workload: requests.memory is "-1": must be 0 or more',
      ].join('\n'),
    );
  });
});

describe('laws', () => {
  const fleet = fc.array(fc.record({ cpu: fc.integer({ min: 1, max: 4 }), used: fc.nat(3), pool: fc.nat(1) }), {
    minLength: 1,
    maxLength: 6,
  });
  const cluster = (nodes: { cpu: number; used: number; pool: number }[]) =>
    nodes.flatMap(({ cpu, used, pool }, i) => [
      node(`n-${i}`, { labels: { 'example.com/pool': `p-${pool}` }, allocatable: { cpu: String(cpu) } }),
      pod(`w-${i}`, `n-${i}`, { requests: { cpu: String(Math.min(used, cpu)) } }),
    ]);

  test('as many pods of the size as are told fit on the nodes, and one more does not', () => {
    fc.assert(
      fc.property(fleet, (nodes) => {
        const objects = cluster(nodes);
        const { classes } = overheadOf(objects).roomFor({ cpu: '1' });
        const room = classes.reduce((sum, { pods }) => sum + pods, 0);
        const onNode = (i: number) => overheadOf([objects[2 * i], objects[2 * i + 1]]).roomFor({ cpu: '1' }).pods;
        expect(nodes.reduce((sum, _, i) => sum + onNode(i), 0)).toBe(room);
        nodes.forEach((_, i) => {
          const fill = Array.from({ length: onNode(i) }, (__, k) =>
            pod(`f-${k}`, `n-${i}`, { requests: { cpu: '1' } }),
          );
          const filled = overheadOf([objects[2 * i], objects[2 * i + 1], ...fill]);
          expect([filled.classes[0].pending, filled.roomFor({ cpu: '1' }).pods]).toEqual([
            overheadOf([objects[2 * i], objects[2 * i + 1]]).classes[0].pending,
            0,
          ]);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('pools and classes add up to the whole, and every node is in one class', () => {
    fc.assert(
      fc.property(fleet, (nodes) => {
        const overhead = overheadOf(cluster(nodes));
        const room = overhead.roomFor({ cpu: '300m' });
        const sum = (list: { pods: number }[]) => list.reduce((total, { pods }) => total + pods, 0);
        expect([sum(room.pools), sum(room.classes)]).toEqual([room.pods, room.pods]);
        expect(overhead.classes.flatMap((each) => each.nodes).sort()).toEqual(nodes.map((_, i) => `n-${i}`));
      }),
    );
  });
});

test('nodes of a large fleet are not looked at one pod by another', () => {
  const plan = planOf(CLUSTER, AGENTS);
  plan.overhead().roomFor({ cpu: '1' });
  expect(plan._placement.nodes.flatMap(({ arrivedPods }) => arrivedPods)).toEqual([]);
});

test('the documents are valid, and their schemas are strict', () => {
  const cluster = [...CLUSTER, pod('web', 'a-2', { requests: { cpu: '3980m' } })];
  const overhead = overheadOf(cluster);
  expect(overhead.classes.some(({ pending }) => pending.length > 0)).toBe(true);
  expect(faultFinder('placement-overhead.json')(overhead.toJson())).toEqual([]);
  expect(faultFinder('workload-room.json')(overhead.roomFor({ cpu: '1' }))).toEqual([]);
  const broken: any = structuredClone(overhead.toJson());
  broken.classes[0].shares.cpu = 'much';
  expect(faultFinder('placement-overhead.json')(broken)).not.toEqual([]);
  for (const file of ['placement-overhead.json', 'workload-room.json']) {
    expect(laxPlaces(readSchema(file), file)).toEqual([]);
  }
});
