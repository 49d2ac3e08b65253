import * as fc from 'fast-check';
import { NodeChange } from '../../../../src/planner/change/events/node-change';
import { PlacementEvents } from '../../../../src/planner/change/events/placement-events';
import { daemonPodOf, daemonSet, node, planOf, pod, priorityClass } from '../../../fixtures';

const HOSTNAME = 'kubernetes.io/hostname';

/** `kept`, `kept, stranded`, `kept for 60 s`… of an agent by node. */
function fates(events: PlacementEvents, agent: string): Record<string, string> {
  const { outcomes } = events.daemonSets.find(({ name }) => name === agent)!;
  const told = outcomes.flatMap(({ outcome, nodes, after, stranded }) =>
    nodes.map((name) => [
      name,
      outcome + (stranded ? ', stranded' : '') + (after === undefined ? '' : ` for ${after} s`),
    ]),
  );
  return Object.fromEntries(told.sort());
}

function fate(spec: Record<string, any>, ...changes: NodeChange[]): string {
  const labels = { 'example.com/pool': 'general' };
  const plan = planOf([node('a', { labels })], [daemonSet('agent', spec)]);
  return fates(plan.after(changes), 'agent').a ?? 'none';
}

const tolerateAll = { tolerations: [{ operator: 'Exists' }] };
const tainted = (key: string, effect: string): NodeChange => ({ kind: 'addTaint', node: 'a', taint: { key, effect } });

describe('what a daemon pod does when its node changes', () => {
  // NodeShouldRunDaemonPod with the tolerations of AddOrUpdateDaemonPodTolerations.
  test.each<[string, NodeChange, string]>([
    ['not ready', { kind: 'notReady', node: 'a' }, 'kept, stranded'],
    ['unreachable', { kind: 'unreachable', node: 'a' }, 'kept, stranded'],
    ['memory pressure', { kind: 'memoryPressure', node: 'a' }, 'kept'],
    ['disk pressure', { kind: 'diskPressure', node: 'a' }, 'kept'],
    ['PID pressure', { kind: 'pidPressure', node: 'a' }, 'kept'],
    ['cordoned', { kind: 'cordon', node: 'a' }, 'kept'],
    ['drained', { kind: 'drain', node: 'a' }, 'kept'],
    ['network unavailable', tainted('node.kubernetes.io/network-unavailable', 'NoSchedule'), 'kept, stranded'],
    ['cloud uninitialized', tainted('node.cloudprovider.kubernetes.io/uninitialized', 'NoSchedule'), 'kept, stranded'],
    ['tainted NoSchedule', tainted('dedicated', 'NoSchedule'), 'kept, stranded'],
    ['tainted NoExecute', tainted('dedicated', 'NoExecute'), 'removed'],
    ['tainted PreferNoSchedule', tainted('dedicated', 'PreferNoSchedule'), 'kept'],
    ['shut down non-gracefully', { kind: 'shutDown', node: 'a' }, 'removed'],
    ['disrupted by the cluster autoscaler', tainted('ToBeDeletedByClusterAutoscaler', 'NoSchedule'), 'kept, stranded'],
    ['disrupted by Karpenter', tainted('karpenter.sh/disrupted', 'NoSchedule'), 'kept, stranded'],
  ])('%s, with the automatic tolerations only', (_, change, expected) => {
    expect(fate({}, change)).toBe(expected);
    expect(fate(tolerateAll, change)).toBe('kept');
  });

  test('network unavailable, on the network of the node', () => {
    const change = tainted('node.kubernetes.io/network-unavailable', 'NoSchedule');
    expect(fate({ hostNetwork: true }, change)).toBe('kept');
  });

  test('a label that its selector needs goes: it is deleted at once', () => {
    const selective = { nodeSelector: { 'example.com/pool': 'general' } };
    expect(fate(selective, { kind: 'removeLabel', node: 'a', key: 'example.com/pool' })).toBe('removed');
    expect(fate(selective, { kind: 'setLabel', node: 'a', key: 'example.com/pool', value: 'gpu' })).toBe('removed');
  });

  test('what goes and comes back makes another pod', () => {
    expect(fate({}, tainted('dedicated', 'NoExecute'), { kind: 'removeTaints', node: 'a', key: 'dedicated' })).toBe(
      'replaced',
    );
    const manifest = node('a');
    expect(fate({}, { kind: 'removeNode', node: 'a' }, { kind: 'addNode', manifest })).toBe('replaced');
  });

  test('a change before another one matters: a node that is labelled and then tainted has a pod', () => {
    const selective = { nodeSelector: { gpu: 'true' } };
    const label: NodeChange = { kind: 'setLabel', node: 'a', key: 'gpu', value: 'true' };
    const taint = tainted('nvidia.com/gpu', 'NoSchedule');
    expect(fate(selective, label, taint)).toBe('added, stranded');
    expect(fate(selective, taint, label)).toBe('none');
  });
});

describe('a NoExecute taint that is tolerated for a while', () => {
  const tolerations = [{ key: 'maintenance', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }];
  const maintenance = tainted('maintenance', 'NoExecute');

  test('keeps the pod for that long, and another one comes: kubernetes#117520', () => {
    const plan = planOf([node('a')], [daemonSet('agent', { tolerations })]);
    expect(plan.after([maintenance]).daemonSets[0].outcomes).toEqual([
      { outcome: 'kept', nodes: ['a'], after: 60, reason: 'evicted after 60 s and created again, each time anew' },
    ]);
  });

  test('ends for good where the controller would not create it', () => {
    expect(fate({ tolerations }, tainted('dedicated', 'NoSchedule'), maintenance)).toBe('kept, stranded for 60 s');
  });

  test('ends at once when it is tolerated for no time', () => {
    expect(fate({ tolerations: [{ ...tolerations[0], tolerationSeconds: 0 }] }, maintenance)).toBe('replaced for 0 s');
  });

  test('has its time from when it came, which a later change does not start anew', () => {
    const cluster = [node('a', { taints: [{ key: 'maintenance', effect: 'NoExecute' }] })];
    const plan = planOf(cluster, [daemonSet('agent', { tolerations })]);
    expect(fates(plan.after([{ kind: 'cordon', node: 'a' }]), 'agent')).toEqual({ a: 'kept' });
  });

  test('of not-ready is tolerated for ever by a toleration of just that: the controller overwrites it', () => {
    const impatient = {
      key: 'node.kubernetes.io/not-ready',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 9,
    };
    const broad = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 9 };
    expect(fate({ tolerations: [impatient] }, { kind: 'notReady', node: 'a' })).toBe('kept, stranded');
    expect(fate({ tolerations: [broad] }, { kind: 'notReady', node: 'a' })).toBe('kept, stranded for 9 s');
  });
});

describe('room', () => {
  test('an agent that comes to a node takes it from pods of lower priority', () => {
    const cluster = [
      node('a', { allocatable: { cpu: '1' } }),
      pod('web', 'a', { requests: { cpu: '500m' } }),
      daemonPodOf('plain', 'a', { spec: { containers: [{ name: 'c', resources: { requests: { cpu: '400m' } } }] } }),
      priorityClass('high', 1000),
    ];
    const urgent = daemonSet('urgent', { priorityClassName: 'high', nodeSelector: { gpu: 'true' } }, { cpu: '900m' });
    const plan = planOf(cluster, [daemonSet('plain', {}, { cpu: '400m' }), urgent]);
    const events = plan.after([{ kind: 'setLabel', node: 'a', key: 'gpu', value: 'true' }]);
    expect(fates(events, 'urgent')).toEqual({ a: 'added' });
    expect(events.daemonSets[0]).toMatchObject({ desired: 1, pending: 1 });
    expect(events.daemonSets[0].outcomes).toEqual([
      { outcome: 'removed', nodes: ['a'], reason: 'preempted for agents/urgent' },
    ]);
    expect(events.evicted).toEqual([{ namespace: 'apps', name: 'web', node: 'a', by: 'agents/urgent' }]);
  });

  test('a drained node takes the pod that was pending', () => {
    const cluster = [node('a', { allocatable: { cpu: '1' } }), pod('web', 'a', { requests: { cpu: '1' } })];
    const plan = planOf(cluster, [daemonSet('agent', {}, { cpu: '100m' })]);
    expect(fates(plan.after([]), 'agent')).toEqual({});
    expect(plan.after([{ kind: 'drain', node: 'a' }]).daemonSets[0].outcomes).toEqual([
      { outcome: 'added', nodes: ['a'], reason: 'there is room for it now' },
    ]);
  });

  test('a pod that waits for room waits for a taint as well, until both are mended', () => {
    const cluster = [node('a', { allocatable: { cpu: '1' } }), pod('web', 'a', { requests: { cpu: '1' } })];
    const plan = planOf(cluster, [daemonSet('agent', {}, { cpu: '100m' })]);
    const later: NodeChange[] = [
      { kind: 'addTaint', node: 'a', taint: { key: 'dedicated', effect: 'NoSchedule' } },
      { kind: 'drain', node: 'a' },
    ];
    expect(plan.after(later).daemonSets[0]).toMatchObject({ desired: 0, pending: 1, outcomes: [] });
    const mended: NodeChange[] = [...later, { kind: 'removeTaints', node: 'a', key: 'dedicated' }];
    expect(plan.after(mended).daemonSets[0]).toMatchObject({ desired: 1, pending: 0 });
    expect(fates(plan.after(mended), 'agent')).toEqual({ a: 'added' });
  });

  // What taint_eviction.go makes of the running pod, and gc_controller.go of one that nobody ends.
  test.each<[string, any[], NodeChange[], boolean]>([
    ['a NoExecute taint drives away what does not tolerate it', [], [tainted('dedicated', 'NoExecute')], true],
    [
      'what was driven away does not come back with the taint gone',
      [],
      [tainted('dedicated', 'NoExecute'), { kind: 'removeTaints', node: 'a' }],
      true,
    ],
    ['a NoSchedule taint drives nothing away', [], [tainted('dedicated', 'NoSchedule')], false],
    [
      'what tolerates the taint stays',
      [{ key: 'dedicated', operator: 'Exists' }],
      [tainted('dedicated', 'NoExecute')],
      false,
    ],
    [
      'what tolerates the taint for a while stays for now',
      [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
      [tainted('dedicated', 'NoExecute')],
      false,
    ],
    ['a kubelet that is not ready ends pods', [], [{ kind: 'notReady', node: 'a' }], true],
    ['one that is gone does not', [], [{ kind: 'unreachable', node: 'a' }], false],
    [
      'nor does it when another taint comes',
      [],
      [{ kind: 'unreachable', node: 'a' }, tainted('dedicated', 'NoExecute')],
      false,
    ],
    ['until the node is declared out of service', [], [{ kind: 'shutDown', node: 'a' }], true],
    ['a taint that was there before drives nothing away', [], [tainted('other', 'NoSchedule')], false],
  ])('room of running pods: %s', (_, tolerations, changes, comes) => {
    const web = pod('web', 'a', { requests: { cpu: '1' }, spec: { tolerations } });
    const before = [{ key: 'earlier', effect: 'NoExecute' }];
    const plan = planOf(
      [node('a', { allocatable: { cpu: '1' }, taints: before }), web],
      [daemonSet('agent', tolerateAll, { cpu: '100m' })],
    );
    expect(fates(plan.after(changes), 'agent')).toEqual(comes ? { a: 'added' } : {});
    expect(plan.after(changes).evicted).toEqual([]);
  });

  test('anti-affinity that goes with a node lets an agent in on another', () => {
    const antiAffinity = [{ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'agent' } } }];
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: antiAffinity };
    const cluster = [node('a', { labels: { zone: '1' } }), node('b', { labels: { zone: '1' } })];
    const plan = planOf(cluster, [daemonSet('agent', { affinity: { podAntiAffinity } })]);
    const [runs, waits] = fates(plan.after([]), 'agent').a ? ['a', 'b'] : ['b', 'a'];
    expect(fates(plan.after([{ kind: 'removeNode', node: runs }]), 'agent')).toEqual({ [waits]: 'added' });
  });
});

test('pools join and go, and labels choose the nodes of a change', () => {
  const plan = planOf([node('old', { labels: { pool: 'old' } })], [daemonSet('agent')]);
  const pool = {
    name: 'new',
    count: 2,
    allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
    labels: { pool: 'new' },
  };
  const events = plan.after([
    { kind: 'addPool', pool },
    { kind: 'cordon', labelled: { pool: 'new' } },
    { kind: 'removeNode', labelled: { pool: 'old' } },
  ]);
  expect(fates(events, 'agent')).toEqual({ 'new-1': 'added', 'new-2': 'added' });
  expect(events.daemonSets[0]).toMatchObject({ desired: 2, misscheduled: 0 });
});

test('the reasons tell what made a pod go and come', () => {
  const plan = planOf([node('a'), node('b')], [daemonSet('agent')]);
  const changes: NodeChange[] = [
    tainted('dedicated', 'NoExecute'),
    { kind: 'removeTaints', node: 'a' },
    tainted('karpenter.sh/disrupted', 'NoSchedule'),
  ];
  expect(plan.after(changes).daemonSets[0].outcomes).toEqual([
    {
      outcome: 'replaced',
      nodes: ['a'],
      stranded: true,
      reason:
        'untolerated taint dedicated:NoExecute, then no longer: untolerated taint dedicated:NoExecute, then ' +
        'untolerated taint karpenter.sh/disrupted:NoSchedule: it stays, but none is created when it ends',
    },
    { outcome: 'kept', nodes: ['b'], reason: 'nothing changes there that concerns it' },
  ]);
});

test('a pod that stayed under a taint before is still told to be stranded', () => {
  const cluster = [node('a', { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] }), daemonPodOf('agent', 'a')];
  const plan = planOf(cluster, [daemonSet('agent')]);
  expect(plan.after([]).daemonSets[0]).toMatchObject({ desired: 0, misscheduled: 1 });
  expect(fates(plan.after([]), 'agent')).toEqual({ a: 'kept, stranded' });
});

describe('all faults of all changes are told at once', () => {
  const plan = planOf([node('worker-1')], [daemonSet('agent')]);
  const faults = (changes: any[]): string[] => {
    try {
      plan.after(changes);
      return [];
    } catch (error) {
      return (error as Error).message.split('\n');
    }
  };

  test('where they are written', () => {
    const broken = [
      { kind: 'cordonn', node: 'worker-1' },
      { kind: 'addTaint', node: 'worker-1' },
      { kind: 'setLabel', node: 'worker-1', key: 'a' },
      { kind: 'cordon' },
      { kind: 'addNode', manifest: pod('web', 'a') },
      { kind: 'cordon', node: 'worker-1', lables: { a: 'b' } },
    ];
    expect(faults(broken)).toEqual([
      expect.stringMatching(/^change 1: kind is "cordonn": must be one of .* \(did you mean cordon\?\)$/),
      'change 2: taint is required',
      'change 3: value is required',
      'change 4: node give either node, a name, or labelled, the labels of the nodes',
      expect.stringMatching(/^change 5: manifest is .*: must be an object of kind Node$/),
      expect.stringMatching(/^change 6: lables is .*: must be one of kind, node, labelled, /),
    ]);
  });

  test('where they meet nodes that are not there, or are', () => {
    const misdirected = [
      { kind: 'cordon', node: 'worker-l' },
      { kind: 'cordon', labelled: { pool: 'gone' } },
      { kind: 'addNode', manifest: node('worker-1') },
      { kind: 'removeNode', node: 'worker-1' },
      { kind: 'drain', node: 'worker-1' },
    ];
    expect(faults(misdirected)).toEqual([
      'change 1: there is no node worker-l by then (did you mean worker-1?)',
      'change 2: there is no node labelled pool=gone by then',
      'change 3: there already is a node worker-1',
      'change 5: there is no node worker-1 by then',
    ]);
  });
});

describe('a large fleet', () => {
  const agents = [
    daemonSet('logs', { tolerations: [{ key: 'later', operator: 'Exists', tolerationSeconds: 60 }] }, { cpu: '1' }),
    daemonSet('metrics', { tolerations: [{ operator: 'Exists' }] }),
  ];
  const fleet = (cpu: (i: number) => string) =>
    Array.from({ length: 30 }, (_, i) => node(`n-${i}`, { labels: { pool: 'p' }, allocatable: { cpu: cpu(i) } }));
  const changes: NodeChange[] = [
    { kind: 'addTaint', labelled: { pool: 'p' }, taint: { key: 'later', effect: 'NoExecute' } },
    { kind: 'setLabel', node: 'n-3', key: 'pool', value: 'q' },
    { kind: 'drain', labelled: { pool: 'q' } },
    { kind: 'addPool', pool: { name: 'new', count: 5, allocatable: { cpu: '4', pods: '10' } } },
    { kind: 'removeNode', node: 'new-2' },
  ];

  test('is looked at only where a pod moves', () => {
    const nodes = fleet((i) => `${4000 + i}m`);
    const running = nodes.map(({ metadata }) => pod(`web-${metadata!.name}`, String(metadata!.name)));
    const plan = planOf([...nodes, ...running], agents);
    const looked = () => plan._placement.nodes.filter(({ arrivedPods }) => arrivedPods.length > 0).length;
    plan.after([
      { kind: 'cordon', labelled: { pool: 'p' } },
      { kind: 'shutDown', labelled: { pool: 'p' } },
    ]);
    expect(looked()).toBe(0);
    plan.after([
      { kind: 'shutDown', labelled: { pool: 'p' } },
      { kind: 'ready', labelled: { pool: 'p' } },
      { kind: 'removeTaints', node: 'n-3' },
    ]);
    expect(looked()).toBe(1);
  });

  test('is not looked at where pods that wait have nothing to hope for', () => {
    const nodes = fleet((i) => `${4000 + i}m`);
    const running = nodes.map(({ metadata }, i) => {
      return pod(`web-${metadata!.name}`, String(metadata!.name), { requests: { cpu: `${3500 + i}m` } });
    });
    const plan = planOf([...nodes, ...running], agents);
    const looked = () => plan._placement.nodes.filter(({ arrivedPods }) => arrivedPods.length > 0).length;
    expect(plan.toJson().daemonSets[0]).toMatchObject({ name: 'logs', pending: 30 });
    const cordoned = plan.after([{ kind: 'cordon', labelled: { pool: 'p' } }]);
    expect(cordoned.daemonSets[0]).toMatchObject({ pending: 30, outcomes: [] });
    expect(looked()).toBe(0);
    expect(fates(plan.after([{ kind: 'drain', node: 'n-3' }]), 'logs')).toEqual({ 'n-3': 'added' });
    expect(looked()).toBe(1);
  });

  test('fares as if every node were played by itself', () => {
    const alike = planOf(
      fleet(() => '4'),
      agents,
    )
      .after(changes)
      .toJson();
    const apart = planOf(
      fleet((i) => `${4000 + i}m`),
      agents,
    )
      .after(changes)
      .toJson();
    expect(alike).toEqual(apart);
    expect(alike.daemonSets.map(({ outcomes }) => outcomes.length)).toEqual([2, 2]);
  });
});

/** Pod anti-affinity that reaches no further than the node. */
function keepingOff(app: string): Record<string, any> {
  const term = { topologyKey: HOSTNAME, namespaceSelector: {}, labelSelector: { matchLabels: { app } } };
  return { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
}

describe('laws', () => {
  const names = ['n0', 'n1', 'n2', 'n3'];
  const taint = fc.record({
    key: fc.constantFrom('dedicated', 'spot'),
    effect: fc.constantFrom('NoSchedule', 'NoExecute'),
  });
  const fleet = fc
    .array(
      fc.record({ gpu: fc.boolean(), taints: fc.array(taint, { maxLength: 1 }), cpu: fc.integer({ min: 1, max: 3 }) }),
      {
        minLength: names.length,
        maxLength: names.length,
      },
    )
    .map((nodes) =>
      nodes.map(({ gpu, taints, cpu }, i) =>
        node(names[i], { labels: gpu ? { gpu: 'true' } : {}, taints, allocatable: { cpu: String(cpu) } }),
      ),
    );
  const agents = fc
    .array(
      fc.record({
        selective: fc.boolean(),
        tolerant: fc.boolean(),
        high: fc.boolean(),
        alone: fc.option(fc.constantFrom('agent-0', 'agent-1', 'web'), { nil: undefined, freq: 1 }),
      }),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((list) =>
      list.map(({ selective, tolerant, high, alone }, i) =>
        daemonSet(
          `agent-${i}`,
          {
            ...(selective ? { nodeSelector: { gpu: 'true' } } : {}),
            ...(tolerant ? tolerateAll : {}),
            ...(high ? { priorityClassName: 'system-node-critical' } : {}),
            ...(alone === undefined ? {} : keepingOff(alone)),
          },
          { cpu: '1' },
        ),
      ),
    );
  const change: fc.Arbitrary<NodeChange> = fc.oneof(
    fc.record({ kind: fc.constant('addTaint' as const), node: fc.constantFrom(...names), taint }),
    fc.record({
      kind: fc.constantFrom('removeTaints', 'cordon', 'notReady', 'shutDown'),
      node: fc.constantFrom(...names),
    }),
    fc.record({ kind: fc.constant('removeLabel' as const), node: fc.constantFrom(...names), key: fc.constant('gpu') }),
    fc.record({
      kind: fc.constant('setLabel' as const),
      node: fc.constantFrom(...names),
      key: fc.constant('gpu'),
      value: fc.constant('true'),
    }),
  ) as fc.Arbitrary<NodeChange>;

  test('no change keeps every pod', () => {
    fc.assert(
      fc.property(fleet, agents, (nodes, manifests) => {
        const plan = planOf(nodes, manifests);
        for (const { outcomes, desired, pending, name } of plan.after([]).daemonSets) {
          const planned = plan.toJson().daemonSets.find((each) => each.name === name)!;
          expect(outcomes.every(({ outcome, stranded }) => outcome === 'kept' && !stranded)).toBe(true);
          expect([desired, pending]).toEqual([planned.desired, planned.pending]);
          expect(outcomes.flatMap((each) => each.nodes)).toHaveLength(planned.scheduled);
        }
      }),
    );
  });

  test('what is there afterwards is what was, less what went, and what came', () => {
    fc.assert(
      fc.property(fleet, agents, fc.array(change, { maxLength: 3 }), (nodes, manifests, changes) => {
        const plan = planOf(nodes, manifests);
        for (const { outcomes, desired, misscheduled, pending, name } of plan.after(changes).daemonSets) {
          const planned = plan.toJson().daemonSets.find((each) => each.name === name)!;
          const count = (...kinds: string[]) =>
            outcomes.filter(({ outcome }) => kinds.includes(outcome)).flatMap((each) => each.nodes).length;
          expect(count('kept', 'removed', 'replaced')).toBe(planned.scheduled);
          expect(count('kept', 'added', 'replaced') + pending).toBe(desired + misscheduled);
        }
      }),
    );
  });

  test('where no agent looks beyond its node, other nodes do not matter', () => {
    const web = fc.record({ node: fc.constantFrom(...names), cpu: fc.constantFrom('0', '1'), repels: fc.boolean() });
    const pods = fc
      .array(web, { maxLength: 3 })
      .map((list) =>
        list.map(({ node: on, cpu, repels }, i) =>
          pod(`web-${i}`, on, { requests: { cpu }, spec: repels ? keepingOff('agent-0') : {} }),
        ),
      );
    fc.assert(
      fc.property(fleet, pods, agents, fc.array(change, { maxLength: 3 }), (nodes, running, manifests, changes) => {
        const plan = planOf([...nodes, ...running], manifests);
        // A label of a topology that is set, be it as before, has the planner work on all nodes.
        const all: NodeChange = { kind: 'setLabel', node: 'n0', key: HOSTNAME, value: 'n0' };
        const [few, many] = [changes, [...changes, all]].map((each) => {
          const { daemonSets, evicted } = plan.after(each).toJson();
          return { fates: daemonSets.map(({ name }) => fates(plan.after(each), name)), daemonSets, evicted };
        });
        expect(few).toEqual(many);
      }),
      { numRuns: 300 },
    );
  });

  test('the plan is the same after it was asked', () => {
    fc.assert(
      fc.property(fleet, agents, fc.array(change, { maxLength: 3 }), (nodes, manifests, changes) => {
        const plan = planOf(nodes, manifests);
        const first = JSON.stringify(plan.after(changes));
        expect(JSON.stringify(plan.after(changes))).toBe(first);
        expect(JSON.stringify(plan.toJson())).toBe(JSON.stringify(planOf(nodes, manifests).toJson()));
      }),
    );
  });
});
