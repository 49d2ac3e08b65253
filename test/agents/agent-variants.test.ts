import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { selects } from './agent-fixture';
import { AgentVariants } from '../../src/agents/agent-variants';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import { NodeSet } from '../../src/agents/node-set';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { PlacementPlanner } from '../../src/synth/placement-planner';

const EDGE = NodeSet.labelled('pool', 'edge');
const GPU = NodeSet.labelled('gpu');

test('every variant has its nodes without those of the variants before it, and the last one the rest', () => {
  const variants = AgentVariants.of(NodeSet.linux()).variant('edge', EDGE).variant('gpu', GPU).rest('cloud');

  expect(variants.names).toEqual(['edge', 'gpu', 'cloud']);
  expect(matching(variants, { pool: 'edge', gpu: '1' })).toEqual(['edge']);
  expect(matching(variants, { pool: 'a', gpu: '1' })).toEqual(['gpu']);
  expect(matching(variants, { pool: 'a' })).toEqual(['cloud']);
  expect(matching(variants, { 'kubernetes.io/os': 'windows', pool: 'edge' })).toEqual([]);
});

test('a node of the whole has exactly one variant, whatever its labels', () => {
  const sets = [EDGE, GPU, EDGE.and(GPU), NodeSet.arch('arm64'), NodeSet.anyOf(EDGE, NodeSet.notLabelled('gpu', '1'))];
  const labels = fc.record(
    {
      pool: fc.constantFrom('edge', 'a'),
      gpu: fc.constantFrom('1', '2'),
      'kubernetes.io/arch': fc.constantFrom('arm64', 'amd64'),
    },
    { requiredKeys: [] },
  );

  fc.assert(
    fc.property(fc.shuffledSubarray(sets, { minLength: 1, maxLength: 3 }), labels, (chosen, node) => {
      const variants = possible(chosen);
      expect(variants ? matching(variants, node) : ['none']).toHaveLength(1);
    }),
  );
});

test('a rest that leaves out a pool of two requirements is no exclusion that was forgotten in a term', () => {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'agents' });
  const variants = AgentVariants.of(NodeSet.linux())
    .variant('edge', EDGE.and(NodeSet.arch('arm64')))
    .variant('gpu', GPU.and(NodeSet.arch('amd64')))
    .rest('cloud');
  for (const name of variants.names) {
    new NodeAgentDaemonSet(chart, name, { nodes: variants.nodes(name), containers: [{ image: 'agent:1' }] });
  }
  const pool = (name: string, labels: Record<string, string>) => ({
    name,
    labels: { 'kubernetes.io/os': 'linux', ...labels },
    allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
    count: 2,
  });
  const inventory = NodeInventory.fromPools([
    pool('edge', { pool: 'edge', 'kubernetes.io/arch': 'arm64' }),
    pool('gpu', { gpu: 'a', 'kubernetes.io/arch': 'amd64' }),
    pool('cloud', { 'kubernetes.io/arch': 'arm64' }),
  ]);

  const { findings, daemonSets } = PlacementPlanner.plan(inventory, chart).toJson();
  expect(daemonSets.map(({ name, desired }) => [name, desired])).toEqual([
    ['edge', 2],
    ['gpu', 2],
    ['cloud', 2],
  ]);
  expect(findings.map(({ rule }) => rule)).not.toContain('partial-exclusion');
});

test('a Windows sibling is a variant like others', () => {
  const variants = AgentVariants.of(NodeSet.all()).variant('windows', NodeSet.windows()).rest('linux');

  expect(matching(variants, { 'kubernetes.io/os': 'windows' })).toEqual(['windows']);
  expect(matching(variants, {})).toEqual(['linux']);
});

test.each<[string, () => unknown, string]>([
  ['two variants of a name', () => AgentVariants.of(GPU).variant('a', EDGE).rest('a'), 'two variants "a"'],
  ['a variant after the rest', () => AgentVariants.of(GPU).rest('a').variant('b', EDGE), '"b" comes after the rest'],
  ['no rest', () => AgentVariants.of(GPU).variant('a', EDGE).nodes('a'), 'end with .rest(name)'],
  ['an unknown variant', () => AgentVariants.of(GPU).rest('a').nodes('b'), 'no variant "b", only a'],
  ['a variant without nodes', () => AgentVariants.of(EDGE).variant('a', EDGE), 'leaves no node'],
])('%s is refused', (_, build, fault) => {
  expect(build).toThrow(fault);
});

/** The variants of these sets; undefined when one set leaves no node for the next, which is refused. */
function possible(sets: NodeSet[]): AgentVariants | undefined {
  try {
    return sets
      .reduce((variants, set, i) => variants.variant(`${i}`, set), AgentVariants.of(NodeSet.linux()))
      .rest('rest');
  } catch {
    return undefined;
  }
}

function matching(variants: AgentVariants, labels: Record<string, string>): string[] {
  return variants.names.filter((name) => selects(variants.nodes(name), { 'kubernetes.io/os': 'linux', ...labels }));
}
