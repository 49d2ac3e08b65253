import fc from 'fast-check';
import { deletingFirst, surging } from './rollout-fixture';
import { NodeInventory, RolloutPlanDocument } from '../../../src';
import { readClusterObjects } from '../../../src/inventory/cluster-objects';
import { readDaemonSet } from '../../../src/kubernetes/daemon-set';
import { kubernetesVersion } from '../../../src/kubernetes/kubernetes-version';
import { Manifest } from '../../../src/kubernetes/manifest/manifest';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { classifyNodes } from '../../../src/planner/placement/node-class';
import { planPlacement } from '../../../src/planner/placement/plan-placement';
import { planAgent } from '../../../src/planner/placement/planned-agent';
import { NodeLoads } from '../../../src/planner/rollout/node-loads';
import { planRollouts, planRolloutsBetween } from '../../../src/planner/rollout/plan-rollout';
import { daemonPodOf, daemonSet, node, pod, priorityClass } from '../../fixtures';

const objects = readClusterObjects([], []);
const version = kubernetesVersion();

function agentNamed(name: string, spec: any, requests: any) {
  const [manifest] = manifestsOf([daemonSet(name, spec, requests)], []);
  return planAgent(readDaemonSet(manifest, []), 0, objects, version);
}

/** The names of the nodes on which the agent may fare otherwise than on one without pods. */
function cramped(cluster: any[], spec: any = {}, requests: any = { cpu: '1' }, later?: any, surges = true): string[] {
  const inventory = NodeInventory.fromManifests(cluster);
  const { nodes } = inventory._contents;
  const agent = agentNamed('logs', spec, requests);
  const loads = new NodeLoads(inventory, nodes, classifyNodes(nodes, [agent]), [agent], objects, version);
  const { apart, short } = loads.crampedFor(later ?? agent, surges);
  return [...apart, ...short].map((place) => nodes[place].name).sort();
}

const keepingOff = (app: string | undefined, topologyKey = 'kubernetes.io/hostname') => {
  const term = { topologyKey, namespaceSelector: {}, labelSelector: { matchLabels: { app } } };
  return app === undefined
    ? {}
    : { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
};

const onPort = (hostPort: number) => ({ containers: [{ name: 'a', ports: [{ containerPort: hostPort, hostPort }] }] });
const lost = node('a');
lost.status.conditions = [{ type: 'Ready', status: 'Unknown' }];

test.each<[string, any[], boolean]>([
  ['room for both revisions beside its pods', [node('a'), pod('web', 'a', { requests: { cpu: '2' } })], true],
  ['room for one only', [node('a'), pod('web', 'a', { requests: { cpu: '2500m' } })], false],
  ['no place for one pod more', [node('a', { allocatable: { pods: '2' } }), pod('web', 'a')], false],
  ['no pod', [node('a')], true],
  ['the pod that the agent would place', [node('a'), daemonPodOf('logs', 'a', { requests: { cpu: '1' } })], true],
  ['a pod of the agent with other requests', [node('a'), daemonPodOf('logs', 'a', { requests: { cpu: '2' } })], false],
  [
    'a pod of the agent with another priority',
    [node('a'), daemonPodOf('logs', 'a', { requests: { cpu: '1' }, spec: { priority: 9 } })],
    false,
  ],
  [
    'two pods of the agent',
    [node('a'), ...['1', '2'].map((uid) => ({ ...daemonPodOf('logs', 'a', { requests: { cpu: '1' } }), uid }))].map(
      (each, i) => ({ ...each, metadata: { ...each.metadata, name: i === 0 ? 'a' : `logs-${i}` } }),
    ),
    false,
  ],
  ['a kubelet that is gone', [lost, pod('web', 'a')], false],
])('a node with %s is as good as one without pods: %s', (_, cluster, expected) => {
  expect(cramped(cluster)).toEqual(expected ? [] : ['a']);
});

test.each<[string, any, string[]]>([
  ['one that requests as much', { cpu: '1' }, []],
  ['one that requests less', { cpu: '500m' }, []],
  ['one that requests more', { cpu: '1100m' }, ['a']],
  ['one that requests more of another resource', { cpu: '1', 'nvidia.com/gpu': '1' }, ['a', 'b']],
])('where the old pod goes first, there is room for %s in its place', (_, requests, expected) => {
  const cluster = [node('a'), node('b'), pod('web', 'a', { requests: { cpu: '3' } }), pod('job', 'b')];
  expect(cramped(cluster, {}, { cpu: '1' }, agentNamed('logs', {}, requests), false)).toEqual(expected);
});

test('a pod on a port of the agent leaves it no room', () => {
  const cluster = [node('a'), node('b'), pod('web', 'a', { spec: onPort(80) }), pod('web', 'b', { spec: onPort(81) })];
  expect(cramped(cluster, onPort(80))).toEqual(['a']);
});

test.each<[string, any, any]>([
  ['an agent keeps off', keepingOff('web'), {}],
  ['keeps an agent off', {}, keepingOff('logs')],
])('a pod that %s on its node leaves it no room', (_, spec, spec2) => {
  const web = pod('web', 'a', { spec: spec2 });
  const cluster = [node('a'), node('b'), web, pod('job', 'b', { spec: keepingOff('net') })];
  expect(cramped(cluster, spec)).toEqual(['a']);
});

test('an agent that keeps off its own kind has room where its pod runs', () => {
  const spec = keepingOff('logs');
  expect(cramped([node('a'), node('b'), daemonPodOf('logs', 'a', { spec })], spec, {})).toEqual([]);
});

test('a pod of an agent that another keeps off tells who came first', () => {
  const cluster = [node('a'), node('b'), daemonPodOf('logs', 'a')];
  expect(cramped(cluster, {}, {}, agentNamed('net', keepingOff('logs'), {}))).toEqual(['a']);
  expect(cramped(cluster, {}, {}, agentNamed('net', keepingOff('net'), {}))).toEqual([]);
});

test('a pod that an agent made when its labels were others stands where its next one could not', () => {
  const old = daemonPodOf('logs', 'a');
  old.metadata.labels = { app: 'old' };
  expect(cramped([node('a'), node('b'), old], {}, {}, agentNamed('net', keepingOff('logs'), {}))).toEqual(['a']);
});

test('each agent that changes is weighed by what it takes after the change', () => {
  const cluster = [node('a'), node('b'), pod('web', 'a', { requests: { cpu: '2' } }), pod('web', 'b')];
  const larger = agentNamed('logs', {}, { cpu: '1100m' });
  expect(cramped(cluster)).toEqual([]);
  expect(cramped(cluster, {}, { cpu: '1' }, larger)).toEqual(['a']);
});

test('a pod of an agent that another keeps off by its port tells who came first', () => {
  const cluster = [node('a'), node('b'), daemonPodOf('logs', 'a', { spec: onPort(80) })];
  expect(cramped(cluster, onPort(80), {}, agentNamed('net', onPort(80), {}))).toEqual(['a']);
  expect(cramped(cluster, onPort(80), {}, agentNamed('net', onPort(81), {}))).toEqual([]);
});

test('a pod that a new agent claims is none that it has placed', () => {
  const cluster = [node('a'), node('b'), daemonPodOf('net', 'a'), daemonPodOf('other', 'b')];
  expect(cramped(cluster, {}, {}, agentNamed('net', {}, {}))).toEqual(['a']);
});

test('a port that another agent holds already, which either may have on a bare node, makes none of them roomy', () => {
  const given = {
    nodes: [[], [{ kind: 'net', cpu: '100m', port: 80, priority: 0, ready: false }]],
    before: { cpu: '0', port: 80, high: false },
    after: { cpu: '0', high: false },
    other: { cpu: '100m', port: 80, high: false },
    surges: false,
  };
  expect(planned(given, false)).toEqual(planned(given, true));
});

describe('a rollout comes out as if every node were looked at by itself', () => {
  const cpu = fc.constantFrom('0', '100m', '400m', '700m');
  const somePort = fc.option(fc.constantFrom(80, 81), { nil: undefined });
  const someLoner = fc.option(fc.constantFrom('logs', 'net', 'web'), { nil: undefined, freq: 1 });

  const clusterOf = (port: typeof somePort, alone: typeof someLoner) => {
    const template = fc.record({ cpu, port, high: fc.boolean(), alone });
    const onNode = fc.record({
      kind: fc.constantFrom<'logs' | 'net' | 'web'>('logs', 'net', 'web', 'web'),
      cpu,
      port,
      priority: fc.constantFrom(0, 0, 9),
      alone,
      /** A pod of an older template may have other labels. */
      app: fc.constantFrom(undefined, undefined, 'logs', 'net', 'web'),
      ready: fc.boolean(),
    });
    return fc.record({
      nodes: fc.array(fc.array(onNode, { maxLength: 3 }), { minLength: 2, maxLength: 7 }),
      before: template,
      after: template,
      other: template,
      surges: fc.boolean(),
      lost: fc.boolean(),
    });
  };

  test.each([
    ['whatever pods stand where', clusterOf(somePort, someLoner)],
    ['where only room keeps pods off', clusterOf(fc.constant(undefined), fc.constant(undefined))],
  ])('%s', (_, cluster) => {
    fc.assert(
      fc.property(cluster, (given) => {
        expect(planned(given, false)).toEqual(planned(given, true));
      }),
      { numRuns: 300 },
    );
  });

  test('and so between two plans that have placed the agents already', () => {
    fc.assert(
      fc.property(clusterOf(somePort, someLoner), fc.boolean(), (given, farSighted) => {
        expect(plannedBetween(given, farSighted)).toEqual(planned(given, farSighted));
      }),
      { numRuns: 300 },
    );
  });

  test('where two agents want one port, and one of them finds room on some of the nodes only', () => {
    const given = {
      nodes: [
        [{ kind: 'web', cpu: '700m', priority: 9, ready: false }],
        [{ kind: 'web', cpu: '700m', priority: 0, ready: false }],
      ],
      before: { cpu: '0', high: false },
      after: { cpu: '0', port: 80, high: false },
      other: { cpu: '700m', port: 80, high: true },
      surges: false,
    };
    expect(planned(given, false)).toEqual(planned(given, true));
    expect(planned({ ...given, before: given.after, after: given.before }, false)).toEqual(
      planned({ ...given, before: given.after, after: given.before }, true),
    );
  });

  test('where two agents want one port, and on one of the nodes the second came first', () => {
    const given = {
      nodes: [[], [{ kind: 'net', cpu: '400m', port: 80, priority: 9, ready: false }]],
      before: { cpu: '0', port: 80, high: true },
      after: { cpu: '0', high: false },
      other: { cpu: '400m', port: 80, high: true },
      surges: false,
    };
    expect(planned(given, false)).toEqual(planned(given, true));
  });
});

test('a pod is as important as its class made it before the change, also where the change brings that class', () => {
  const agent = (amount: string) => {
    const containers = [{ name: 'a', resources: { requests: { cpu: amount } } }];
    const manifest = daemonSet('logs', { containers, priorityClassName: 'high' });
    return { ...manifest, spec: { ...manifest.spec, ...deletingFirst(1) } };
  };
  const cluster = ['a', 'b'].flatMap((name) => [
    node(name, { allocatable: { cpu: '1' } }),
    pod(`web-${name}`, name, { requests: { cpu: '400m' }, spec: { priorityClassName: 'later' } }),
  ]);
  const inventory = NodeInventory.fromManifests([...cluster, priorityClass('high', 9)]);
  const from = manifestsOf([agent('600m')], []);
  const to = manifestsOf([agent('900m'), priorityClass('later', 9)], []);
  const [before, after] = [from, to].map((manifests) => planPlacement(inventory, manifests)._placement);
  for (const [plan] of [planRollouts(inventory, from, to), planRolloutsBetween(before, after, to)]) {
    expect(plan.toJson().evicted.map(({ name }) => name)).toEqual(['web-a', 'web-b']);
  }
});

/**
 * Two nodes of one zone that no agent tolerates. Where a pod there keeps the agent out of the zone, the planner must look at
 * every node by itself.
 */
function watchtower(farSighted: boolean): any[] {
  const options = { taints: [{ key: 'tower', effect: 'NoSchedule' }], labels: { zone: 'tower' } };
  const spec = farSighted ? keepingOff('logs', 'zone') : {};
  return [node('tower-1', options), node('tower-2', options), pod('watch', 'tower-1', { spec })];
}

function planned(given: any, farSighted: boolean): RolloutPlanDocument[] {
  const { inventory, from, to } = revised(given, farSighted);
  return planRollouts(inventory, from, to).map((plan) => plan.toJson());
}

function plannedBetween(given: any, farSighted: boolean): RolloutPlanDocument[] {
  const { inventory, from, to } = revised(given, farSighted);
  const [before, after] = [from, to].map((manifests) => planPlacement(inventory, manifests));
  const rollouts = planRolloutsBetween(before._placement, after._placement, to);
  expect(before.toJson()).toEqual(planPlacement(inventory, from).toJson());
  return rollouts.map((plan) => plan.toJson());
}

/** The cluster, and an agent before and after a change beside another one. */
function revised(given: any, farSighted: boolean): { inventory: NodeInventory; from: Manifest[]; to: Manifest[] } {
  const agent = (name: string, { cpu: amount, port: hostPort, high, alone }: any, image: string) => {
    const ports = hostPort === undefined ? [] : [{ containerPort: hostPort, hostPort }];
    const containers = [{ name: 'a', image, ports, resources: { requests: { cpu: amount } } }];
    const priority = high ? { priorityClassName: 'high' } : {};
    const manifest = daemonSet(name, { containers, ...priority, ...keepingOff(alone) });
    manifest.spec = { ...manifest.spec, ...(given.surges ? surging(1) : deletingFirst(1)) };
    return manifest;
  };
  const pods = given.nodes.flatMap((onOne: any[], i: number) =>
    onOne.map((each, j) => {
      const ports = each.port === undefined ? [] : [{ containerPort: each.port, hostPort: each.port }];
      const containers = [{ name: 'a', ports, resources: { requests: { cpu: each.cpu } } }];
      const spec = { containers, priority: each.priority, ...keepingOff(each.alone) };
      const status = { conditions: [{ type: 'Ready', status: each.ready ? 'True' : 'False' }] };
      const made = (each.kind === 'web' ? pod : daemonPodOf)(each.kind, `n${i}`, { spec, status });
      const labels = { app: each.app ?? each.kind };
      return { ...made, metadata: { ...made.metadata, name: `${each.kind}-${i}-${j}`, labels } };
    }),
  );
  const nodes = given.nodes.map((_: unknown, i: number) => node(`n${i}`, { allocatable: { cpu: '1' } }));
  if (given.lost) {
    nodes[0].status.conditions = [{ type: 'Ready', status: 'Unknown' }];
  }
  const inventory = NodeInventory.fromManifests([
    ...watchtower(farSighted),
    ...nodes,
    ...pods,
    priorityClass('high', 9),
  ]);
  const net = agent('net', given.other, 'net:1');
  const [from, to] = [
    [agent('logs', given.before, 'logs:1'), net],
    [agent('logs', given.after, 'logs:2'), net],
  ].map((manifests) => manifestsOf(manifests, []));
  return { inventory, from, to };
}
