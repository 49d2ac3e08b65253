import * as fc from 'fast-check';
import { CNI_ROLE, EVERYTHING, NOT_READY, bootstrapOf, cni, repaired, standing } from './bootstrap-fixture';
import * as simulation from '../../../src/planner/bootstrap/simulation/simulate-bootstrap';
import { daemonSet, node } from '../../fixtures';

test('nodes that fare alike are one entry', () => {
  const nodes = [node('b'), node('a'), node('c', { allocatable: { cpu: '8' } })];
  expect(bootstrapOf(nodes, [cni()], { roles: CNI_ROLE }).nodes.map((each) => each.nodes)).toEqual([['a', 'b', 'c']]);
});

test('of many nodes that no agent can tell apart one is simulated', () => {
  const simulated = jest.spyOn(simulation, 'simulateBootstrap');
  const nodes = Array.from({ length: 50 }, (_, i) => node(`n-${i}`, { labels: { zone: `z-${i % 3}` } }));
  const special = node('special', { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] });
  const cordoned = node('cordoned', { taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] });
  cordoned.spec.unschedulable = true;
  const lost = node('lost', { taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }] });
  const plan = bootstrapOf([...nodes, special, cordoned, lost], [cni()], { roles: CNI_ROLE });
  expect([plan.nodes.map((each) => each.nodes.length), simulated.mock.calls.length]).toEqual([[52, 1], 2]);
  simulated.mockRestore();
});

test.each([
  ['of Fargate', { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } }],
  ['of a virtual kubelet', { labels: { type: 'virtual-kubelet' } }],
  ['of a virtual kubelet, by its taint', { taints: [{ key: 'virtual-kubelet.io/provider', effect: 'NoSchedule' }] }],
])('a node %s never starts, and is no deadlock', (_, virtual) => {
  const plan = bootstrapOf([node('a'), node('v', virtual)], [cni()], { roles: CNI_ROLE });
  expect(plan.virtualNodes).toEqual(['v']);
  expect(plan.nodes.map(({ nodes }) => nodes)).toEqual([['a']]);
  expect(plan.bootstraps()).toBe(true);
  expect(bootstrapOf([node('v', virtual)], [cni()], { roles: CNI_ROLE })).toMatchObject({ nodes: [], deadlocks: [] });
});

test('roles are read as they are written beside recordings of clusters', () => {
  const role = {
    provides: { nodeNetwork: true, serviceNetwork: false, labels: { a: 'b' }, resources: { 'example.com/x': '2' } },
    removesTaints: ['example.com/startup'],
    requires: ['serviceNetwork' as const],
  };
  const roles = { 'agents/cni': role, 'agents/proxy': { provides: { serviceNetwork: true } } };
  const proxy = daemonSet('proxy', { hostNetwork: true, tolerations: EVERYTHING });
  const taints = [{ key: 'example.com/startup', effect: 'NoSchedule' }];
  const [bootstrap] = bootstrapOf([node('a', { taints })], [cni(), proxy], { roles }).nodes;
  expect(bootstrap.phases.map(({ starts, then }) => [starts, then])).toEqual([
    [['agents/proxy'], ['serviceNetwork']],
    [
      ['agents/cni'],
      [
        'nodeNetwork',
        'Ready',
        'label a=b',
        'resource example.com/x=2',
        'taint example.com/startup:NoSchedule removed',
        'taint node.kubernetes.io/not-ready:NoSchedule removed',
      ],
    ],
  ]);
});

test('faults of the options are told with those of the annotations', () => {
  const annotated = daemonSet('annotated');
  annotated.metadata.annotations = { 'cdk8s-node-agents/bootstrap': 'provide: {nodeNetwork: true}' };
  const options: any = {
    roles: { 'agents/cnl': {}, 'agents/cni': { requires: ['nodeNetwork', 'dns'], provides: { nodenetwork: true } } },
    startupTaints: [{ key: 'a' }],
  };
  expect(() => bootstrapOf([node('a')], [cni(), annotated], options)).toThrow(
    [
      'options: roles["agents/cni"].provides.nodenetwork is true: must be one of nodeNetwork, serviceNetwork, labels, resources (did you mean nodeNetwork?)',
      'options: roles["agents/cni"].requires[1] is "dns": must be one of nodeNetwork, serviceNetwork',
      'options: roles["agents/cnl"] names no DaemonSet or Deployment of the manifests (did you mean agents/cni?)',
      'DaemonSet agents/annotated: annotation cdk8s-node-agents/bootstrap: role.provide is {"nodeNetwork":true}: must be one of provides, removesTaints, removedBy, requires, everyNode (did you mean provides?)',
      'options: startupTaints[0].effect is required',
    ].join('\n'),
  );
});

describe('laws', () => {
  const keys = ['example.com/a', 'example.com/b'];
  const labels = ['x', 'y'];
  const toleration = fc.oneof(
    fc.constant({ operator: 'Exists' }),
    fc.constant(NOT_READY),
    fc.constantFrom(...keys).map((key) => ({ key, operator: 'Exists' })),
  );
  const agent = fc.record({
    hostNetwork: fc.boolean(),
    tolerations: fc.array(toleration, { maxLength: 2 }),
    selects: fc.option(fc.constantFrom(...labels), { nil: undefined }),
    sets: fc.option(fc.constantFrom(...labels), { nil: undefined }),
    removesTaints: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }),
    nodeNetwork: fc.boolean(),
    requires: fc.uniqueArray(fc.constantFrom('nodeNetwork' as const, 'serviceNetwork' as const), { maxLength: 1 }),
    serviceNetwork: fc.boolean(),
  });
  const cluster = fc.record({
    agents: fc.array(agent, { minLength: 1, maxLength: 5 }),
    taints: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }),
    firstNode: fc.boolean(),
  });
  type Cluster = typeof cluster extends fc.Arbitrary<infer T> ? T : never;

  const manifestsOf = ({ agents }: Cluster) =>
    agents.map(({ hostNetwork, tolerations, selects }, i) =>
      daemonSet(`agent-${i}`, {
        hostNetwork,
        tolerations,
        ...(selects ? { nodeSelector: { [selects]: 'true' } } : {}),
      }),
    );
  const planned = (each: Cluster, manifests: any[]) => {
    const roles = each.agents.map(({ sets, removesTaints, requires, nodeNetwork, serviceNetwork }, i) => [
      `agents/agent-${i}`,
      { provides: { nodeNetwork, serviceNetwork, labels: sets ? { [sets]: 'true' } : {} }, removesTaints, requires },
    ]);
    const taints = each.taints.map((key) => ({ key, effect: 'NoExecute' }));
    return bootstrapOf([node('a', { taints })], manifests, {
      roles: Object.fromEntries(roles),
      firstNode: each.firstNode,
    });
  };

  test('the order of agents changes nothing', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        const plan = planned(each, manifestsOf(each));
        const reversed = planned(each, manifestsOf(each).reverse());
        const [first] = plan.nodes;
        const [second] = reversed.nodes;
        expect(standing(reversed, 'a')).toEqual(standing(plan, 'a'));
        expect([second.becomesReady, second.remainingTaints]).toEqual([first.becomesReady, first.remainingTaints]);
        expect(second.phases.map(({ starts, then }) => [[...starts].sort(), [...then].sort()])).toEqual(
          first.phases.map(({ starts, then }) => [[...starts].sort(), [...then].sort()]),
        );
      }),
    );
  });

  test('tolerating more never stops anyone', () => {
    fc.assert(
      fc.property(cluster, fc.nat(4), (each, who) => {
        const manifests = manifestsOf(each);
        const before = standing(planned(each, manifests), 'a');
        manifests[who % manifests.length].spec.template.spec.tolerations = EVERYTHING;
        const after = standing(planned(each, manifests), 'a');
        expect(Object.keys(before).filter((name) => before[name] === 'Running' && after[name] !== 'Running')).toEqual(
          [],
        );
      }),
    );
  });

  test('every agent runs, or is told what keeps it', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        for (const { state, blockedBy, phase } of planned(each, manifestsOf(each)).nodes[0].agents) {
          expect([state === 'Running', state === 'Running']).toEqual([blockedBy.length === 0, phase !== undefined]);
        }
      }),
    );
  });

  test('the fixes open what can be opened', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        const manifests = manifestsOf(each);
        const plan = planned(each, manifests);
        const opened = planned(each, repaired(plan, manifests));
        const left = opened.deadlocks.map(({ cycle }) => cycle.join());
        for (const { cycle, fixes } of plan.deadlocks) {
          expect(fixes.length === 0 || !left.includes(cycle.join())).toBe(true);
        }
      }),
    );
  });

  test('a node that never becomes Ready has a deadlock that says so', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        const plan = planned(each, manifestsOf(each));
        expect(plan.deadlocks.some(({ cycle }) => cycle[0] === 'Ready')).toBe(!plan.nodes[0].becomesReady);
      }),
    );
  });
});
