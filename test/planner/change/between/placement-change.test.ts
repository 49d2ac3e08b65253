import * as fc from 'fast-check';
import { NodeInventory } from '../../../../src/inventory/node-inventory';
import { PlacementChange } from '../../../../src/planner/change/between/placement-change';
import { RolloutPlanner } from '../../../../src/synth/rollout-planner';
import { daemonPodOf, daemonSet, node, planOf, pod, priorityClass } from '../../../fixtures';

const infra = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' };
const general = (name: string) => node(name, { labels: { 'example.com/pool': 'general' } });
const special = (name: string) => node(name, { labels: { 'example.com/pool': 'infra' }, taints: [infra] });
const CLUSTER = [general('a'), general('b'), special('c'), special('d')];

function between(before: any[], after: any[], cluster = CLUSTER, clusterAfter = cluster): PlacementChange {
  return PlacementChange.between(planOf(cluster, before), planOf(clusterAfter, after));
}

describe('the nodes that an agent gains and loses', () => {
  const tolerant = { tolerations: [{ operator: 'Exists' }] };

  test('are told by kind, with the reason that is gone or that has come', () => {
    expect(between([daemonSet('logs')], [daemonSet('logs', tolerant)]).daemonSets).toMatchObject([
      {
        change: 'changed',
        scheduled: { before: 2, after: 4 },
        gained: [
          {
            kind: 'infra',
            nodes: ['c', 'd'],
            before: 'Excluded',
            after: 'Scheduled',
            reason: 'no longer: untolerated taint dedicated=infra:NoSchedule',
          },
        ],
        lost: [],
        stuck: [],
      },
    ]);
    expect(between([daemonSet('logs', tolerant)], [daemonSet('logs')]).daemonSets[0]).toMatchObject({
      scheduled: { before: 4, after: 2 },
      gained: [],
      lost: [{ kind: 'infra', nodes: ['c', 'd'], reason: 'untolerated taint dedicated=infra:NoSchedule' }],
    });
  });

  test('are all of them when the DaemonSet is new or gone', () => {
    const [added] = between([], [daemonSet('logs')]).daemonSets;
    expect([added.change, added.gained]).toEqual([
      'added',
      [{ kind: 'general', nodes: ['a', 'b'], after: 'Scheduled', reason: 'the DaemonSet is new' }],
    ]);
    const [removed] = between([daemonSet('logs')], []).daemonSets;
    expect([removed.change, removed.lost]).toEqual([
      'removed',
      [{ kind: 'general', nodes: ['a', 'b'], before: 'Scheduled', reason: 'the DaemonSet is gone' }],
    ]);
  });

  test('come and go with the nodes of another inventory', () => {
    const change = between(
      [daemonSet('logs')],
      [daemonSet('logs')],
      [general('a'), general('b')],
      [general('b'), general('c')],
    );
    expect(change.nodes).toEqual({ added: ['c'], removed: ['a'] });
    expect(change.daemonSets[0]).toMatchObject({
      gained: [{ nodes: ['c'], reason: 'the node is new' }],
      lost: [{ nodes: ['a'], reason: 'the node is gone' }],
    });
  });

  test('are stuck where the pod is wanted now and does not fit', () => {
    const full = [...CLUSTER, pod('web', 'c', { requests: { cpu: '4' } })];
    const [logs] = between(
      [daemonSet('logs', {}, { cpu: '1' })],
      [daemonSet('logs', tolerant, { cpu: '1' })],
      full,
    ).daemonSets;
    expect([logs.gained[0].nodes, logs.pending, logs.stuck]).toEqual([
      ['d'],
      { before: 0, after: 1 },
      [
        {
          kind: 'infra',
          nodes: ['c'],
          before: 'Excluded',
          after: 'Pending',
          reason: 'Insufficient cpu (requests 1000 millicores; 4000 of 4000 are in use)',
        },
      ],
    ]);
  });
});

describe('what the agents request', () => {
  const before = [daemonSet('logs', {}, { cpu: '100m', memory: '64Mi' }), daemonSet('metrics', {}, { cpu: '50m' })];
  const after = [
    daemonSet('logs', { tolerations: [{ operator: 'Exists' }] }, { cpu: '150m', memory: '64Mi' }),
    daemonSet('metrics', {}, { cpu: '50m' }),
  ];

  test('is added up per node, per pool and in all', () => {
    const change = between(before, after);
    expect(change.daemonSets.map(({ name, requestsAdded }) => [name, requestsAdded])).toEqual([['logs', { cpu: 50 }]]);
    expect(change.requests).toEqual({
      perNode: [
        { kind: 'general', nodes: ['a', 'b'], added: { cpu: 50 } },
        { kind: 'infra', nodes: ['c', 'd'], added: { cpu: 150, memory: 64 * 2 ** 20, pods: 1 } },
      ],
      perPool: [
        { kind: 'general', nodes: 2, added: { cpu: 100 } },
        { kind: 'infra', nodes: 2, added: { cpu: 300, memory: 128 * 2 ** 20, pods: 2 } },
      ],
      total: { cpu: 400, memory: 128 * 2 ** 20, pods: 2 },
    });
  });

  test('leaves headroom on the tightest of the nodes that it changes', () => {
    const cluster = [...CLUSTER, pod('web', 'b', { requests: { cpu: '3' } })];
    expect(between(before, after, cluster).headroom).toEqual([
      { resource: 'cpu', node: 'b', left: 4000 - 3000 - 200, leftBefore: 4000 - 3000 - 150, allocatable: 4000 },
      {
        resource: 'memory',
        node: 'c',
        left: (8192 - 64) * 2 ** 20,
        leftBefore: 8192 * 2 ** 20,
        allocatable: 8192 * 2 ** 20,
      },
      { resource: 'pods', node: 'c', left: 109, leftBefore: 110, allocatable: 110 },
    ]);
  });
});

test('pods that are preempted anew, and those that are spared', () => {
  const cluster = [
    node('a', { allocatable: { cpu: '1' } }),
    pod('web', 'a', { requests: { cpu: '800m' } }),
    priorityClass('high', 1000),
  ];
  const modest = daemonSet('logs', {}, { cpu: '500m' });
  const urgent = daemonSet('logs', { priorityClassName: 'high' }, { cpu: '500m' });
  const web = { namespace: 'apps', name: 'web', node: 'a', by: 'agents/logs' };
  expect(between([modest], [urgent], cluster)).toMatchObject({ evicted: [web], spared: [] });
  expect(between([urgent], [modest], cluster)).toMatchObject({ evicted: [], spared: [web] });
});

test('findings that are new, and those that are gone', () => {
  const refused = daemonSet('logs', { priorityClassName: 'no-such-class' });
  expect(between([daemonSet('logs')], [refused]).findings).toMatchObject({
    appeared: [{ rule: 'pod-refused', daemonSet: 'agents/logs' }],
    gone: [],
  });
  expect(between([refused], [daemonSet('logs')]).findings).toMatchObject({
    appeared: [],
    gone: [{ rule: 'pod-refused' }],
  });
});

test('a selector that changes, which the API server refuses: ValidateDaemonSetUpdate', () => {
  const changed = daemonSet('logs');
  changed.spec.selector.matchLabels = { app: 'logs', version: 'v2' };
  changed.spec.template.metadata.labels = { app: 'logs', version: 'v2' };
  expect(between([daemonSet('logs')], [changed]).daemonSets[0].immutable).toMatchObject([{ field: 'spec.selector' }]);
  const reordered = structuredClone(changed);
  reordered.spec.selector.matchLabels = { version: 'v2', app: 'logs' };
  expect(between([changed], [reordered]).isEmpty()).toBe(true);
});

test('pods that the controller keeps where it would not create them are no difference', () => {
  const cluster = [special('c'), daemonPodOf('logs', 'c')];
  expect(between([daemonSet('logs')], [daemonSet('logs')], cluster).isEmpty()).toBe(true);
});

test('a large fleet is compared without looking at its pods, and without writing down either plan', () => {
  const fleet = Array.from({ length: 50 }, (_, i) => general(`n-${i}`));
  const plans = [planOf(fleet, [daemonSet('logs', {}, { cpu: '1' })]), planOf(fleet, [daemonSet('logs')])];
  const written = plans.map((plan) => jest.spyOn(plan, 'toJson'));
  const change = PlacementChange.between(plans[0], plans[1]);
  expect([change.requests.total, change.headroom[0].left]).toEqual([{ cpu: -50 * 1000 }, 4000]);
  expect(plans.flatMap(({ _placement }) => _placement.nodes.flatMap(({ arrivedPods }) => arrivedPods))).toEqual([]);
  expect(written.flatMap(({ mock }) => mock.calls)).toEqual([]);
});

describe('the rollouts that a change triggers', () => {
  const withImage = (name: string, version: string, updateStrategy?: object) => {
    const agent = daemonSet(name);
    agent.spec.template.spec.containers[0].image = `registry.example/agent:${version}`;
    return { ...agent, spec: { ...agent.spec, ...(updateStrategy ? { updateStrategy } : {}) } };
  };

  test('are those of the agents whose template changes, as the rollout planner plans them', () => {
    const before = [withImage('logs', '1'), withImage('metrics', '1')];
    const after = [withImage('logs', '2'), withImage('metrics', '1')];
    const change = between(before, after);
    const [rollout] = RolloutPlanner.planAll(NodeInventory.fromManifests(CLUSTER), before, after.slice(0, 1));
    const { completes, peakUnavailable, seconds, blockers } = rollout.toJson();
    expect([change.isEmpty(), change.daemonSets.map(({ name, templateChanges }) => [name, templateChanges])]).toEqual([
      false,
      [['logs', true]],
    ]);
    expect(change.rollouts).toMatchObject([
      { daemonSet: 'agents/logs', completes, replaced: 2, peakUnavailable, peakSurge: 0, seconds, blockers },
    ]);
    expect([completes, peakUnavailable, seconds]).toEqual([true, 1, { min: 20, max: 80 }]);
  });

  test('tell what stops them', () => {
    const port = (version: string) => {
      const agent = withImage('exporter', version, { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
      agent.spec.template.spec.containers[0].ports = [{ containerPort: 9100, hostPort: 9100 }];
      return agent;
    };
    expect(between([port('1')], [port('2')]).rollouts).toMatchObject([
      { completes: false, strategy: { maxSurge: 1 }, blockers: [{ id: 'surge-hostport', severity: 'error' }] },
    ]);
  });

  test('are on the nodes of the second plan', () => {
    const more = [...CLUSTER, general('e'), general('f')];
    const [rollout] = between([withImage('logs', '1')], [withImage('logs', '2')], CLUSTER, more).rollouts;
    expect(rollout.replaced).toBe(4);
  });

  test.each<[string, any[], any[]]>([
    ['where nothing changes', [withImage('logs', '1')], [withImage('logs', '1')]],
    ['of what the API server fills in', [daemonSet('logs')], [daemonSet('logs', { dnsPolicy: 'ClusterFirst' })]],
    ['of an agent that is new or gone', [withImage('old', '1')], [withImage('new', '1')]],
    [
      'where the API server refuses the update strategy',
      [withImage('logs', '1')],
      [withImage('logs', '2', { rollingUpdate: { maxSurge: 1 } })],
    ],
  ])('are none %s', (_, before, after) => {
    expect(between(before, after).rollouts).toEqual([]);
  });

  test('are none where the selector changes, which the API server refuses; others are told', () => {
    const changed = withImage('logs', '2');
    changed.spec.selector.matchLabels = { app: 'logs', version: 'v2' };
    changed.spec.template.metadata.labels = { app: 'logs', version: 'v2' };
    const broken = withImage('broken', '2', { rollingUpdate: { maxSurge: 1 } });
    const before = ['logs', 'broken', 'metrics'].map((name) => withImage(name, '1'));
    const { rollouts } = between(before, [changed, broken, withImage('metrics', '2')]);
    expect(rollouts.map((rollout) => rollout.daemonSet)).toEqual(['agents/metrics']);
  });
});

describe('laws', () => {
  const fleet = fc
    .array(fc.record({ gpu: fc.boolean(), tainted: fc.boolean(), cpu: fc.integer({ min: 1, max: 3 }) }), {
      maxLength: 6,
    })
    .map((nodes) =>
      nodes.map(({ gpu, tainted, cpu }, i) =>
        node(`n${i}`, {
          labels: gpu ? { gpu: 'true' } : {},
          taints: tainted ? [infra] : [],
          allocatable: { cpu: String(cpu) },
        }),
      ),
    )
    .map((nodes) => [general('always'), ...nodes]);
  const agents = fc
    .array(
      fc.record({ name: fc.constantFrom('x', 'y', 'z'), gpu: fc.boolean(), tolerant: fc.boolean(), cpu: fc.nat(3) }),
      {
        maxLength: 3,
      },
    )
    .map((list) =>
      [...new Map(list.map((each) => [each.name, each])).values()].map(({ name, gpu, tolerant, cpu }) =>
        daemonSet(
          name,
          {
            ...(gpu ? { nodeSelector: { gpu: 'true' } } : {}),
            ...(tolerant ? { tolerations: [{ operator: 'Exists' }] } : {}),
          },
          { cpu: String(cpu) },
        ),
      ),
    );

  test('a plan does not differ from itself', () => {
    fc.assert(
      fc.property(fleet, agents, (nodes, manifests) => {
        const plan = planOf(nodes, manifests);
        const change = PlacementChange.between(plan, plan);
        expect(change.isEmpty()).toBe(true);
        expect(change.rollouts).toEqual([]);
        expect([change.requests, change.headroom]).toEqual([{ perNode: [], perPool: [], total: {} }, []]);
      }),
    );
  });

  test('what is gained less what is lost is how many more run', () => {
    fc.assert(
      fc.property(fleet, fleet, agents, agents, (nodes, others, some, more) => {
        const [before, after] = [planOf(nodes, some), planOf(others, more)];
        const count = (changes: { nodes: string[] }[]) => changes.flatMap((each) => each.nodes).length;
        let podsAdded = 0;
        for (const { scheduled, gained, lost } of PlacementChange.between(before, after).daemonSets) {
          expect(scheduled.after - scheduled.before).toBe(count(gained) - count(lost));
          podsAdded += scheduled.after - scheduled.before;
        }
        expect(PlacementChange.between(before, after).requests.total.pods ?? 0).toBe(podsAdded);
      }),
    );
  });

  test('the way back is the way there, the other way round', () => {
    fc.assert(
      fc.property(fleet, fleet, agents, agents, (nodes, others, some, more) => {
        const [before, after] = [planOf(nodes, some), planOf(others, more)];
        const there = PlacementChange.between(before, after);
        const back = PlacementChange.between(after, before);
        const mirror = { added: 'removed', removed: 'added', changed: 'changed' };
        for (const { name, change, scheduled, pending, gained, lost } of there.daemonSets) {
          const reverse = back.daemonSets.find((each) => each.name === name)!;
          const names = (changes: { nodes: string[] }[]) => changes.flatMap((each) => each.nodes).sort();
          expect([names(gained), names(lost)]).toEqual([names(reverse.lost), names(reverse.gained)]);
          expect(reverse.change).toBe(mirror[change]);
          expect([reverse.scheduled, reverse.pending]).toEqual(
            [scheduled, pending].map((count) => ({ before: count.after, after: count.before })),
          );
        }
        expect([there.evicted, there.findings.appeared]).toEqual([back.spared, back.findings.gone]);
        expect([there.nodes.added, there.nodes.removed]).toEqual([back.nodes.removed, back.nodes.added]);
        const total = Object.entries(back.requests.total).map(([resource, amount]) => [resource, -amount]);
        expect(there.requests.total).toEqual(Object.fromEntries(total));
      }),
    );
  });
});
