import * as fc from 'fast-check';
import { planNodeByNode } from '../../../bench/node-by-node';
import { NodeInventory } from '../../../src/inventory/node-inventory';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { planPlacement } from '../../../src/planner/placement/plan-placement';
import { PlannedPlacement, Verdict } from '../../../src/planner/placement/planned-placement';
import { daemonSet, node, pod, priorityClass } from '../../fixtures';

const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const DEDICATED = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' };

const nodes = fc
  .array(
    fc.record({
      labels: fc.constantFrom<any>({}, { disk: 'ssd' }, { [ZONE]: 'a' }, { disk: 'hdd', [ZONE]: 'b' }),
      taints: fc.constantFrom<any>(undefined, [DEDICATED], [{ ...DEDICATED, effect: 'NoExecute' }]),
      unschedulable: fc.constantFrom(undefined, true),
      allocatable: fc.constantFrom<any>({}, { cpu: '300m' }, { cpu: '1', pods: '4' }, { cpu: '500m', memory: '1Gi' }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((each, i) => node(`n-${i}`, each)));

const apart = (topologyKey: string, app: string) => ({
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey, namespaces: ['agents', 'apps'], labelSelector: { matchLabels: { app } } },
    ],
  },
});

const affinity = (keys: string[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...keys), fc.constantFrom('x-0', 'x-1', 'w-0')).map((t) => apart(...t)),
    },
  );

const agents = (keys: string[]) =>
  fc
    .array(
      fc.record({
        priorityClassName: fc.constantFrom(undefined, 'high', 'highest', 'missing'),
        tolerations: fc.constantFrom<any>(
          undefined,
          [{ operator: 'Exists' }],
          [{ key: 'dedicated', operator: 'Exists' }],
        ),
        nodeSelector: fc.constantFrom<any>(undefined, { disk: 'ssd' }),
        affinity: affinity(keys),
        topologySpreadConstraints: fc.constantFrom<any>(undefined, undefined, [
          {
            topologyKey: ZONE,
            maxSkew: 1,
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: { app: 'x-0' } },
          },
        ]),
        cpu: fc.constantFrom('0', '100m', '250m', '400m'),
        hostPort: fc.constantFrom(undefined, undefined, 80, 81),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) =>
      all.map(({ cpu, hostPort, ...spec }, i) => {
        const container = {
          name: 'agent',
          image: 'registry.example/agent:1',
          resources: { requests: { cpu } },
          ports: hostPort ? [{ containerPort: hostPort, hostPort }] : [],
        };
        return daemonSet(`x-${i}`, { ...spec, containers: [container] });
      }),
    );

const pods = (keys: string[]) =>
  fc
    .array(
      fc.record({
        on: fc.nat({ max: 6 }),
        agent: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
        cpu: fc.constantFrom('0', '100m', '250m'),
        priority: fc.constantFrom(0, 0, 5_000),
        affinity: affinity(keys),
        hostNetwork: fc.constantFrom(undefined, undefined, true),
      }),
      { maxLength: 8 },
    )
    .map((all) =>
      all.map(({ on, agent, cpu, ...spec }, i) => {
        const containers = [
          { name: 'c', image: 'i:1', ports: [{ containerPort: 80 }], resources: { requests: { cpu } } },
        ];
        const owner = agent !== undefined && { controller: true, kind: 'DaemonSet', name: `x-${agent}` };
        const metadata = owner
          ? { namespace: 'agents', labels: { app: owner.name }, ownerReferences: [owner] }
          : { labels: { app: `w-${i}` } };
        return pod(`w-${i}`, `n-${on}`, {
          metadata: { name: `w-${i}`, namespace: 'apps', ...metadata },
          spec: { ...spec, containers },
        });
      }),
    );

describe('the grouped plan', () => {
  test.each([
    ['where agents look at their own node only', [HOSTNAME]],
    ['where agents look at other nodes too', [HOSTNAME, ZONE]],
  ])('is the plan of every agent on every node, %s', (_, keys) => {
    fc.assert(
      fc.property(nodes, agents(keys), pods(keys), (someNodes, someAgents, somePods) => {
        const classes = [priorityClass('high', 1000), priorityClass('highest', 10_000)];
        const inventory = NodeInventory.fromManifests([...someNodes, ...somePods, ...classes]);
        const manifests = manifestsOf(someAgents, []);
        const { _placement: plan } = planPlacement(inventory, manifests);
        expect(verdictsOf(plan).map((verdicts) => verdicts.map(told))).toEqual(
          planNodeByNode(inventory, manifests).map((verdicts) => verdicts.map(told)),
        );
      }),
      { numRuns: 300 },
    );
  });
});

test('what is tried on one of several alike nodes leaves the others as they are', () => {
  const cramped = ['a', 'b'].map((name) => node(name, { allocatable: { cpu: '300m' } }));
  const manifests = manifestsOf([daemonSet('x-0', {}, { cpu: '250m' }), daemonSet('x-1', {}, { cpu: '250m' })], []);
  const { fleet } = planPlacement(NodeInventory.fromManifests(cramped), manifests)._placement;
  const [a, b] = fleet.nodes;
  fleet.remove(a.pods[0], a);
  expect([a.podCount, b.podCount, b.pods.length, b.requested('cpu')]).toEqual([0, 1, 1, 250]);
});

/** By agent, then by node. */
function verdictsOf({ inventoryNodes, outcomes, ...plan }: PlannedPlacement): Verdict[][] {
  return plan.agents.map(({ index }) => inventoryNodes.map((_, i) => outcomes.at(index, i)));
}

function told({ state, reasons, evicts, decision, running }: Verdict) {
  const { shouldRun, shouldContinueRunning, reasons: why } = decision;
  const decided = { shouldRun, shouldContinueRunning, why };
  return { state, reasons, evicts: evicts.map(({ name }) => name), decided, running };
}

describe('the work of a plan', () => {
  const manifests = manifestsOf(
    Array.from({ length: 10 }, (_, i) => daemonSet(`x-${i}`, { nodeSelector: { disk: 'ssd' } }, { cpu: '100m' })),
    [],
  );
  const fleet = (count: number) =>
    NodeInventory.fromManifests(
      Array.from({ length: count }, (_, i) => node(`n-${i}`, { labels: { disk: i % 2 ? 'ssd' : 'hdd' } })),
    );

  test('outcomes grow with the kinds of node, not with the nodes', () => {
    const outcomes = (count: number) => planPlacement(fleet(count), manifests)._placement.outcomes.size;
    expect([outcomes(100), outcomes(200), outcomes(400)]).toEqual([2, 2, 2]);
  });

  test('twice the nodes have as many verdicts', () => {
    const distinct = (count: number) =>
      new Set(verdictsOf(planPlacement(fleet(count), manifests)._placement).flat()).size;
    expect(distinct(400)).toBe(distinct(200));
  });
});
