import * as fc from 'fast-check';
import { planNodeByNode } from '../../../bench/node-by-node';
import { NodeInventory } from '../../../src/inventory/node-inventory';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { Contest } from '../../../src/planner/placement/contest';
import { planPlacement } from '../../../src/planner/placement/plan-placement';
import { PlannedPlacement, Verdict } from '../../../src/planner/placement/planned-placement';
import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const CLASSES = [
  priorityClass('low', -10),
  priorityClass('high', 1_000),
  priorityClass('polite', 1_500, { preemptionPolicy: 'Never' }),
  priorityClass('highest', 2_000),
];

const room = fc.record({
  cpu: fc.constantFrom('0', '100m', '200m', '300m'),
  memory: fc.constantFrom('0', '10Mi', '20Mi'),
});

const cluster = fc.record({
  nodes: fc.array(
    fc.constantFrom({ cpu: '300m' }, { cpu: '600m', memory: '40Mi' }, { cpu: '500m', pods: '3' }, { cpu: '1' }),
    { minLength: 1, maxLength: 5 },
  ),
  agents: fc.array(
    fc.record({ requests: room, priorityClassName: fc.constantFrom(undefined, 'low', 'high', 'polite', 'highest') }),
    { minLength: 1, maxLength: 5 },
  ),
  pods: fc.array(
    fc.record({
      on: fc.nat({ max: 4 }),
      agent: fc.option(fc.nat({ max: 4 }), { nil: undefined, freq: 6 }),
      requests: room,
      priority: fc.constantFrom(-20, 0, 0, 500, 1_200, 5_000),
      start: fc.nat({ max: 2 }),
    }),
    { maxLength: 10 },
  ),
  /** How many of the pods of an application may go. */
  budgets: fc.array(fc.constantFrom(0, 1), { maxLength: 2 }),
});

/** Agents that want nothing of nodes but room, and pods that stand in their way. */
function objectsOf({ nodes, agents, pods, budgets }: any): [any[], any[]] {
  const inCluster = [
    ...CLASSES,
    ...nodes.map((allocatable: object, i: number) =>
      node(`n-${i}`, { allocatable: { memory: '1Gi', pods: '10', ...allocatable } }),
    ),
    ...pods.map(({ on, agent, requests, priority, start }: any, i: number) => {
      const name = agent === undefined ? `w-${i}` : `x-${agent}-${i}`;
      const own = agent === undefined || agent >= agents.length ? undefined : agents[agent];
      const owner = agent !== undefined && { kind: 'DaemonSet', name: `x-${agent}`, controller: true };
      return pod(name, `n-${on}`, {
        requests: own && i % 2 ? own.requests : requests,
        spec: { priority },
        metadata: owner
          ? { name, namespace: 'agents', labels: { app: owner.name }, ownerReferences: [owner] }
          : { name, namespace: 'apps', labels: { app: `app-${i % 2}` } },
        status: { startTime: `2026-01-01T00:00:0${start}Z` },
      });
    }),
    ...budgets.map((disruptionsAllowed: number, i: number) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { namespace: 'apps', name: `app-${i}` },
      spec: { selector: { matchLabels: { app: `app-${i}` } } },
      status: { disruptionsAllowed },
    })),
  ];
  const manifests = agents.map(({ requests, ...spec }: any, i: number) => daemonSet(`x-${i}`, spec, requests));
  return [inCluster, manifests];
}

describe('agents that are tried in turn', () => {
  test('fare, and preempt, as when one scheduler places every pod', () => {
    fc.assert(
      fc.property(cluster, (given) => {
        const [inCluster, agents] = objectsOf(given);
        const inventory = NodeInventory.fromManifests(inCluster);
        const manifests = manifestsOf(agents, []);
        const { _placement: plan } = planPlacement(inventory, manifests);
        expect(verdictsOf(plan).map((verdicts) => verdicts.map(told))).toEqual(
          planNodeByNode(inventory, manifests).map((verdicts) => verdicts.map(told)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('leave a fleet in which every node takes what its pods do', () => {
    fc.assert(
      fc.property(cluster, (given) => {
        const { _placement: plan } = planOf(...objectsOf(given));
        const left = plan.nodes.map((_, i) => [plan.left('pods')(i), plan.left('cpu')(i)]);
        const before = plan.nodes.map(({ podCount }, i) => [podCount, plan.nodes[i].requested('cpu')]);
        const evicted = verdictsOf(plan).flatMap((verdicts) => verdicts.flatMap(({ evicts }) => evicts));
        const after = plan.nodes.map(({ pods }) => [
          pods.length,
          pods.reduce((sum, { requests }) => sum + (requests.get('cpu') ?? 0), 0),
        ]);
        expect(after).toEqual(before);
        expect(left).toEqual(plan.nodes.map((state) => [state.left('pods'), state.left('cpu')]));
        const standing = plan.nodes.flatMap(({ pods }) => pods.map(({ namespace, name }) => `${namespace}/${name}`));
        expect(evicted.filter(({ namespace, name }) => standing.includes(`${namespace}/${name}`))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the work on crowded nodes', () => {
  const web = (i: number, priority: number) =>
    pod(`web-${i}`, `n-${String(i).padStart(3, '0')}`, { requests: { cpu: '700m' }, spec: { priority } });
  const nodes = Array.from({ length: 100 }, (_, i) =>
    node(`n-${String(i).padStart(3, '0')}`, { allocatable: { cpu: '1', memory: '1Gi', pods: '10' } }),
  );
  const agents = ['high', undefined].map((priorityClassName, i) =>
    daemonSet(`x-${i}`, { priorityClassName }, { cpu: '400m' }),
  );

  test('is done once where pods take as much of nodes of a kind, and cannot be preempted', () => {
    const pods = nodes.map((_, i) => web(i, 1_000));
    expect(planOf([...CLASSES, ...nodes, ...pods], agents)._placement.outcomes.size).toBe(1);
  });

  test('is done for each node where somebody is preempted, without a contest of all agents', () => {
    const contests = jest.spyOn(Contest.prototype, 'verdicts');
    const { _placement: plan } = planOf([...CLASSES, ...nodes, ...nodes.map((_, i) => web(i, 0))], agents);
    expect(plan.outcomes.size).toBe(nodes.length);
    expect(plan.outcomes.at(0, 7).evicts.map(({ name }) => name)).toEqual(['web-7']);
    expect(contests).not.toHaveBeenCalled();
    contests.mockRestore();
  });
});

/** By agent, then by node. */
function verdictsOf({ inventoryNodes, outcomes, ...plan }: PlannedPlacement): Verdict[][] {
  return plan.agents.map(({ index }) => inventoryNodes.map((_, i) => outcomes.at(index, i)));
}

function told({ state, reasons, evicts, running }: Verdict) {
  return { state, reasons, evicts: evicts.map(({ name }) => name), running };
}
