import { cluster, finding, fullNode, taintedNode } from './fleet-fixture';
import { ClusterSummary, unreadableCluster } from '../../../src/planner/fleet/cluster-summary';
import { groupClusters } from '../../../src/planner/fleet/group-clusters';
import { node } from '../../fixtures';

function groups(...clusters: ClusterSummary[]): string[] {
  return groupClusters(clusters).map((group) => `${group.status}: ${group.clusters.join(' ')}`);
}

const FULL = { nodes: [fullNode('x')] };
const TAINTED = { nodes: [node('a'), taintedNode('b')] };

test('clusters whose agents fare alike are one group, whatever their nodes are called and however many there are', () => {
  expect(groups(cluster('a'), cluster('b', { nodes: [node('n1'), node('n2'), node('n3')] }))).toEqual(['ok: a b']);
});

test('the largest group comes first, then what fails before what is merely different', () => {
  const failed = { ...FULL, findings: [finding('error', 'broken')], status: 'failed' as const };
  expect(
    groups(
      cluster('a', TAINTED),
      cluster('b', TAINTED),
      cluster('c'),
      cluster('d'),
      cluster('e'),
      cluster('f', failed),
    ),
  ).toEqual(['ok: c d e', 'failed: f', 'ok: a b']);
});

test('the largest group comes first though all of it fails', () => {
  const failed = { findings: [finding('error', 'broken')], status: 'failed' as const };
  expect(groups(cluster('a'), cluster('b', failed), cluster('c', failed))).toEqual(['failed: b c', 'ok: a']);
});

test('a cluster that could not be planned is in no group', () => {
  expect(groups(cluster('a'), unreadableCluster('b', ['b.json: is empty']))).toEqual(['ok: a']);
  expect(groups(unreadableCluster('b', ['b.json: is empty']))).toEqual([]);
});

test.each([
  ['a requirement that is not met', { require: 'logs on every node', nodes: [node('a'), taintedNode('b')] }, TAINTED],
  ['a finding', { findings: [finding('warning', 'odd')] }, {}],
  ['an agent', { agents: [] }, {}],
])('%s tells clusters apart', (_, here, there) => {
  expect(groups(cluster('a', here), cluster('b', there))).toHaveLength(2);
});

test('a finding counts by its rule, as messages name nodes; what reads the same is told of the group', () => {
  const [group] = groupClusters([
    cluster('a', { findings: [finding('warning', 'on node x'), finding('info', 'same')] }),
    cluster('b', { findings: [finding('warning', 'on node y'), finding('info', 'same')] }),
  ]);
  expect(group.clusters).toEqual(['a', 'b']);
  expect(group.findings.map(({ message }) => message)).toEqual(['same']);
});

test('findings are told worst first', () => {
  const found = [finding('info', 'i'), finding('error', 'e'), finding('warning', 'w')];
  const [group] = groupClusters([cluster('a', { findings: found })]);
  expect(group.findings.map(({ message }) => message)).toEqual(['e', 'w', 'i']);
});
