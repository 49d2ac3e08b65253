import * as fc from 'fast-check';
import { NodeRanges } from '../../../src/planner/placement/node-ranges';
import type { Placement, PlacementPlanDocument } from '../../../src/planner/placement/placement-document';
import type { PlacementPlan } from '../../../src/planner/placement/placement-plan';
import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const DEDICATED = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' };

const nodes = fc
  .array(
    fc.record({
      taints: fc.constantFrom<any>([], [DEDICATED], [{ ...DEDICATED, effect: 'NoExecute' }]),
      os: fc.constantFrom('linux', 'windows'),
      cpu: fc.constantFrom('1', '2'),
      used: fc.constantFrom('0', '500m', '900m', '1'),
      priority: fc.constantFrom(0, 5_000),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) =>
    all.flatMap(({ taints, os, cpu, used, priority }, i) => [
      node(`n-${i}`, { taints, labels: { 'kubernetes.io/os': os }, allocatable: { cpu } }),
      ...(used === '0' ? [] : [pod(`web-${i}`, `n-${i}`, { requests: { cpu: used }, spec: { priority } })]),
    ]),
  );

const agents = fc
  .array(
    fc.record({
      nodeSelector: fc.constantFrom(undefined, { 'kubernetes.io/os': 'linux' }),
      tolerations: fc.constantFrom(undefined, [{ key: 'dedicated', operator: 'Exists' }]),
      priorityClassName: fc.constantFrom(undefined, 'high', 'missing'),
      cpu: fc.constantFrom('0', '100m', '400m'),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => all.map(({ cpu, ...spec }, i) => daemonSet(`agent-${i}`, spec, { cpu })));

const written = (plan: PlacementPlan, form: 'named' | 'ranges'): PlacementPlanDocument =>
  JSON.parse(JSON.stringify(plan.toJson({ nodes: form })));

/** What a reader of the JSON does with ranges. */
function expanded({ nodes: { names, ...counts }, ...document }: PlacementPlanDocument) {
  const named = ({ nodeRanges, ...placement }: Placement) => ({
    ...placement,
    nodes: nodeRanges!.flatMap(([from, to]) => names!.slice(from, to)).sort(),
  });
  const daemonSets = document.daemonSets.map((each) => ({ ...each, placements: each.placements.map(named) }));
  return { ...document, nodes: counts, daemonSets };
}

describe('a document with ranges', () => {
  test('says what the one with names says', () => {
    fc.assert(
      fc.property(nodes, agents, (cluster, manifests) => {
        const plan = planOf([...cluster, priorityClass('high', 1000)], manifests);
        expect(expanded(written(plan, 'ranges'))).toEqual(written(plan, 'named'));
      }),
      { numRuns: 300 },
    );
  });

  test('names every node once, and leaves nothing between ranges that touch', () => {
    fc.assert(
      fc.property(nodes, agents, (cluster, manifests) => {
        const document = written(planOf(cluster, manifests), 'ranges');
        const { names = [], total } = document.nodes;
        expect([names.length, new Set(names).size]).toEqual([total, total]);
        for (const { nodeRanges = [] } of document.daemonSets.flatMap(({ placements }) => placements)) {
          expect(nodeRanges.every(([from, to]) => from < to)).toBe(true);
          expect(nodeRanges.slice(1).every(([from], i) => from > nodeRanges[i][1])).toBe(true);
        }
      }),
    );
  });

  test('has the same bytes whatever the order of the nodes', () => {
    fc.assert(
      fc.property(nodes, agents, (cluster, manifests) => {
        const bytes = (objects: any[]) => JSON.stringify(planOf(objects, manifests).toJson({ nodes: 'ranges' }));
        expect(bytes([...cluster].reverse())).toBe(bytes(cluster));
      }),
    );
  });

  test('has the names of a placement for who reads the object', () => {
    const plan = planOf(
      [node('a'), node('b', { taints: [DEDICATED] }), node('c')],
      [daemonSet('logs'), daemonSet('traces', { tolerations: [{ operator: 'Exists' }] })],
    );
    const told = (form: 'named' | 'ranges') =>
      plan.toJson({ nodes: form }).daemonSets.map(({ placements }) => placements.map((each) => each.nodes));
    expect(told('ranges')).toEqual([[['a', 'c'], ['b']], [['a', 'b', 'c']]]);
    expect(told('named')).toEqual(told('ranges'));
  });
});

test('nodes on which all agents fare alike stand together', () => {
  const cluster = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => node(name, { taints: i % 2 ? [DEDICATED] : [] }));
  const plan = planOf(cluster, [daemonSet('logs'), daemonSet('traces', { tolerations: [{ operator: 'Exists' }] })]);
  const { nodes: fleet, daemonSets } = plan.toJson({ nodes: 'ranges' });
  expect(fleet.names).toEqual(['a', 'c', 'e', 'b', 'd', 'f']);
  expect(daemonSets.map(({ placements }) => placements.map(({ nodeRanges }) => nodeRanges))).toEqual([
    [[[0, 3]], [[3, 6]]],
    [[[0, 6]]],
  ]);
});

describe('the form of the nodes', () => {
  const manifests = Array.from({ length: 100 }, (_, i) => daemonSet(`agent-${i}`));
  const fleetOf = (count: number) =>
    planOf(
      Array.from({ length: count }, (_, i) => node(`n-${i}`)),
      manifests,
    );

  test('is by name up to 500,000 names in all, and in ranges beyond', () => {
    const [most, more] = [fleetOf(5_000), fleetOf(5_001)].map((plan) => plan.toJson());
    expect(most.nodes.names).toBeUndefined();
    expect(most.daemonSets[0].placements[0].nodes).toHaveLength(5_000);
    expect(more.nodes.names).toHaveLength(5_001);
    expect(more.daemonSets.map(({ placements }) => placements[0].nodeRanges)).toEqual(
      manifests.map(() => [[0, 5_001]]),
    );
  });

  test('is one there is', () => {
    expect(() => planOf([node('a')], []).toJson({ nodes: 'all' as 'named' })).toThrow(
      'nodes cannot be "all" in JSON: expected named or ranges',
    );
  });

  test('in ranges makes no list of names until one is read', () => {
    const lists = jest.spyOn(NodeRanges.prototype, 'within');
    const document = planOf([node('a'), node('b')], [daemonSet('logs'), daemonSet('traces')]).toJson({
      nodes: 'ranges',
    });
    JSON.stringify(document);
    expect(lists).toHaveBeenCalledTimes(0);
    document.daemonSets.forEach(({ placements: [{ nodes: names }] }) => expect(names).toEqual(['a', 'b']));
    expect(lists).toHaveBeenCalledTimes(1);
  });
});
