import * as fc from 'fast-check';
import { daemonPodOf, daemonSet, node, planOf, pod, priorityClass, reasons, states } from '../../fixtures';

describe('room on a node', () => {
  test('agents of one node compete in order of priority, then of appearance: kubernetes#58868', () => {
    const cluster = [node('a', { allocatable: { cpu: '300m' } }), priorityClass('high', 1000)];
    const agents = [
      daemonSet('first', {}, { cpu: '200m' }),
      daemonSet('second', {}, { cpu: '200m' }),
      daemonSet('urgent', { priorityClassName: 'high' }, { cpu: '100m' }),
    ];
    const plan = planOf(cluster, agents);
    expect([states(plan, 'urgent'), states(plan, 'first'), states(plan, 'second')]).toEqual([
      { a: 'Scheduled' },
      { a: 'Scheduled' },
      { a: 'Pending' },
    ]);
    expect(reasons(plan, 'second', 'a')).toEqual([
      {
        decider: 'scheduler',
        plugin: 'NodeResourcesFit',
        message: 'Insufficient cpu',
        resource: 'cpu',
        requested: 200,
        used: 300,
        capacity: 300,
        reported: true,
      },
    ]);
  });

  test('all that is short is told, and the plugin marked that a real event would show', () => {
    const holder = pod('holder', 'a', {
      requests: { cpu: '4', memory: '8Gi' },
      spec: {
        hostNetwork: true,
        containers: [
          { name: 'c', image: 'i:1', ports: [{ containerPort: 9100 }], resources: { requests: { cpu: '4' } } },
        ],
      },
    });
    const agent = daemonSet('agent', {
      containers: [
        {
          name: 'c',
          image: 'i:1',
          ports: [{ containerPort: 9100, hostPort: 9100 }],
          resources: { requests: { cpu: '1m', 'example.com/fpga': '1' } },
        },
      ],
    });
    const plan = planOf([node('a'), holder], [agent]);
    expect(
      reasons(plan, 'agent', 'a').map(({ plugin, message, reported }) => [plugin, message, reported ?? false]),
    ).toEqual([
      ['NodePorts', "node(s) didn't have free ports for the requested pod ports", true],
      ['NodeResourcesFit', 'Insufficient cpu', false],
      ['NodeResourcesFit', 'Insufficient example.com/fpga', false],
    ]);
  });

  test.each<[string, any, string]>([
    ['a pod that has succeeded takes no room', { status: { phase: 'Succeeded' } }, 'Scheduled'],
    ['a pod that has failed takes no room', { status: { phase: 'Failed' } }, 'Scheduled'],
    [
      'a pod that is terminating takes its room until it is gone',
      { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } },
      'Pending',
    ],
    ['a pod on another node takes no room here', { spec: { nodeName: 'gone' } }, 'Scheduled'],
  ])('%s', (_, options, state) => {
    const holder = pod('holder', 'a', { requests: { cpu: '4' }, ...options });
    expect(states(planOf([node('a'), holder], [daemonSet('agent', {}, { cpu: '1m' })]), 'agent')).toEqual({ a: state });
  });

  test('the number of pods is a limit even for a pod without requests', () => {
    const plan = planOf([node('a', { allocatable: { pods: '1' } }), pod('only', 'a')], [daemonSet('agent')]);
    expect(reasons(plan, 'agent', 'a')).toMatchObject([{ message: 'Too many pods', used: 1, capacity: 1 }]);
  });
});

describe('pods of planned agents that already run', () => {
  const spec = {
    containers: [{ name: 'agent', image: 'registry.example/agent:1', resources: { requests: { cpu: '3' } } }],
  };

  test('are not counted twice', () => {
    const cluster = [node('a'), daemonPodOf('agent', 'a', { spec })];
    expect(states(planOf(cluster, [daemonSet('agent', {}, { cpu: '3' })]), 'agent')).toEqual({ a: 'Scheduled' });
  });

  test('make room for a pod with other requests, which must then fit', () => {
    const cluster = [node('a'), daemonPodOf('agent', 'a', { spec })];
    expect(states(planOf(cluster, [daemonSet('agent', {}, { cpu: '4' })]), 'agent')).toEqual({ a: 'Scheduled' });
    expect(states(planOf(cluster, [daemonSet('agent', {}, { cpu: '5' })]), 'agent')).toEqual({ a: 'Pending' });
  });

  test('stay under a NoSchedule taint, take room there, and count as misscheduled: kubernetes#21714', () => {
    const tainted = node('a', { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] });
    const other = daemonSet('other', { tolerations: [{ operator: 'Exists' }] }, { cpu: '2' });
    const plan = planOf([tainted, daemonPodOf('agent', 'a', { spec })], [daemonSet('agent', {}, { cpu: '3' }), other]);
    expect(plan.toJson().daemonSets[0]).toMatchObject({ desired: 0, misscheduled: 1, excluded: 1 });
    expect(states(plan, 'other')).toEqual({ a: 'Pending' });
  });

  test('make room where the controller does not keep them', () => {
    const tainted = node('a', { taints: [{ key: 'dedicated', effect: 'NoExecute' }] });
    const other = daemonSet('other', { tolerations: [{ operator: 'Exists' }] }, { cpu: '2' });
    const plan = planOf([tainted, daemonPodOf('agent', 'a', { spec })], [daemonSet('agent', {}, { cpu: '3' }), other]);
    expect(plan.toJson().daemonSets[0]).toMatchObject({ desired: 0, misscheduled: 0, excluded: 1, removed: ['a'] });
    expect(states(plan, 'other')).toEqual({ a: 'Scheduled' });
  });

  test('are found by the selector when no controller owns them', () => {
    const orphan = pod('orphan', 'a', { spec, metadata: { namespace: 'agents', labels: { app: 'agent' } } });
    expect(
      states(
        planOf([node('a'), { ...orphan, spec: { ...orphan.spec } }], [daemonSet('agent', {}, { cpu: '3' })]),
        'agent',
      ),
    ).toEqual({ a: 'Scheduled' });
  });
});

test('the document counts every node once for every agent', () => {
  const cluster = [
    node('b', { allocatable: { cpu: '1' } }),
    node('a'),
    node('c', { taints: [{ key: 'x', effect: 'NoSchedule' }] }),
  ];
  const [agent] = planOf(cluster, [daemonSet('agent', {}, { cpu: '2' })]).toJson().daemonSets;
  expect(agent).toMatchObject({ namespace: 'agents', desired: 2, scheduled: 1, pending: 1, refused: 0, excluded: 1 });
  expect(agent.placements.map(({ state, nodes }) => [state, nodes])).toEqual([
    ['Scheduled', ['a']],
    ['Pending', ['b']],
    ['Excluded', ['c']],
  ]);
  expect(agent.requests).toEqual({ cpu: '2' });
});

describe('input that cannot be planned', () => {
  test('all faults of all DaemonSets are told at once', () => {
    const mismatched = daemonSet('mismatched');
    mismatched.spec.selector.matchLabels.app = 'other';
    const mistyped = daemonSet('mistyped', {}, { memory: '1GB' });
    expect(() => planOf([node('a')], [mismatched, mistyped, daemonSet('twin'), daemonSet('twin')])).toThrow(
      [
        'DaemonSet agents/mismatched: spec.template.metadata.labels is {"app":"mismatched"}: `selector` does not match template `labels`',
        `DaemonSet agents/mistyped: spec.template.spec.containers[0].resources.requests.memory is "1GB": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$' (did you mean 1Gi or 1G?)`,
        'DaemonSet agents/twin: metadata.name two DaemonSets have this name',
      ].join('\n'),
    );
  });

  test('an unknown Kubernetes version is refused', () => {
    expect(() => planOf([node('a')], [], { kubernetesVersion: '1.99' })).toThrow('expected 1.28 to 1.36');
  });
});

describe('laws', () => {
  const label = fc.constantFrom('linux', 'windows');
  const taint = fc.constantFrom('dedicated', 'spot').map((key) => ({ key, effect: 'NoSchedule' }));
  const fleet = fc
    .array(fc.record({ os: label, taints: fc.array(taint, { maxLength: 1 }), cpu: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((nodes) =>
      nodes.map(({ os, taints, cpu }, i) =>
        node(`n${i}`, { labels: { 'kubernetes.io/os': os }, taints, allocatable: { cpu: String(cpu) } }),
      ),
    );
  const agent = fc.record({ selective: fc.boolean(), tolerant: fc.boolean(), cpu: fc.integer({ min: 0, max: 3 }) });
  const agents = fc.array(agent, { minLength: 1, maxLength: 4 }).map((list) =>
    list.map(({ selective, tolerant, cpu }, i) =>
      daemonSet(
        `agent-${i}`,
        {
          ...(selective ? { nodeSelector: { 'kubernetes.io/os': 'linux' } } : {}),
          ...(tolerant ? { tolerations: [{ key: 'dedicated', operator: 'Exists' }] } : {}),
        },
        { cpu: String(cpu) },
      ),
    ),
  );

  test('the order of nodes changes nothing', () => {
    fc.assert(
      fc.property(fleet, agents, (nodes, manifests) => {
        expect(JSON.stringify(planOf([...nodes].reverse(), manifests).toJson())).toBe(
          JSON.stringify(planOf(nodes, manifests).toJson()),
        );
      }),
    );
  });

  test('planning nodes together equals planning each alone', () => {
    fc.assert(
      fc.property(fleet, agents, (nodes, manifests) => {
        const together = planOf(nodes, manifests);
        const alone = nodes.map((each) => planOf([each], manifests));
        for (const { metadata } of manifests) {
          expect(states(together, metadata.name)).toEqual(
            Object.assign({}, ...alone.map((plan) => states(plan, metadata.name))),
          );
        }
      }),
    );
  });

  test('planning agents of a class of nodes together equals trying each pod on each node', () => {
    // An agent with anti-affinity, though it runs nowhere, makes the planner try every pod by itself.
    const bystander = daemonSet('bystander', {
      nodeSelector: { nowhere: 'yes' },
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'x', labelSelector: { matchLabels: { y: 'z' } } },
          ],
        },
      },
    });
    const workloads = fc.array(
      fc.record({ on: fc.integer({ min: 0, max: 7 }), cpu: fc.integer({ min: 0, max: 3 }), low: fc.boolean() }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fleet, agents, workloads, (nodes, manifests, pods) => {
        const running = pods.map(({ on, cpu, low }, i) =>
          pod(`web-${i}`, `n${on}`, {
            requests: { cpu: String(cpu) },
            spec: { priorityClassName: low ? 'low' : undefined },
          }),
        );
        const cluster = [...nodes, ...running, priorityClass('low', -1)];
        const together = planOf(cluster, manifests).toJson();
        const oneByOne = planOf(cluster, [...manifests, bystander]).toJson();
        expect(together.daemonSets).toEqual(oneByOne.daemonSets.slice(0, -1));
        expect(together.evicted).toEqual(oneByOne.evicted);
      }),
    );
  });

  test('a further toleration of a lone agent takes no placement away', () => {
    fc.assert(
      fc.property(fleet, agents, (nodes, [manifest]) => {
        const before = states(planOf(nodes, [manifest]), manifest.metadata.name);
        manifest.spec.template.spec.tolerations = [{ operator: 'Exists' }];
        const after = states(planOf(nodes, [manifest]), manifest.metadata.name);
        const lost = Object.keys(before).filter((name) => before[name] === 'Scheduled' && after[name] !== 'Scheduled');
        expect(lost).toEqual([]);
      }),
    );
  });

  test('planning again with the planned pods running changes nothing', () => {
    fc.assert(
      fc.property(fleet, agents, (nodes, manifests) => {
        const plan = planOf(nodes, manifests);
        const running = plan
          .toJson()
          .daemonSets.flatMap(({ name, placements }) =>
            placements
              .filter(({ state }) => state === 'Scheduled')
              .flatMap((placement) => placement.nodes.map((nodeName) => runningPodOf(manifests, name, nodeName))),
          );
        for (const { metadata } of manifests) {
          expect(states(planOf([...nodes, ...running], manifests), metadata.name)).toEqual(states(plan, metadata.name));
        }
      }),
    );
  });

  test('the order of DaemonSets of different priority changes nothing', () => {
    fc.assert(
      fc.property(fleet, agents, (nodes, manifests) => {
        const classes = manifests.map((_, i) => priorityClass(`p${i}`, i));
        const ranked = manifests.map((manifest, i) => {
          const copy = structuredClone(manifest);
          copy.spec.template.spec.priorityClassName = `p${i}`;
          return copy;
        });
        const forwards = planOf([...nodes, ...classes], ranked);
        const backwards = planOf([...nodes, ...classes], [...ranked].reverse());
        for (const { metadata } of manifests) {
          expect(states(backwards, metadata.name)).toEqual(states(forwards, metadata.name));
        }
      }),
    );
  });
});

function runningPodOf(manifests: any[], name: string, nodeName: string): any {
  const { spec } = manifests.find(({ metadata }) => metadata.name === name).spec.template;
  return daemonPodOf(name, nodeName, { spec });
}
