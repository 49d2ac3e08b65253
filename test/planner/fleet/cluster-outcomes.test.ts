import { cluster, fullNode, LOGS, METRICS, taintedNode } from './fleet-fixture';
import { daemonSet, node, pod } from '../../fixtures';

/** How an agent fares, a line for each outcome. */
function fares(agent: string, nodes: object[], agents?: object[], name = 'europe'): string[] {
  return cluster(name, { nodes, agents })
    .outcomes.filter(({ daemonSet: key }) => key === `agents/${agent}`)
    .map(({ state, nodes: share, pool, reasons }) => [state, share, pool, ...reasons].filter(Boolean).join(' | '))
    .sort();
}

test('an agent that runs everywhere has one outcome', () => {
  expect(fares('logs', [node('a'), node('b')])).toEqual(['Scheduled | every']);
});

test('an agent that is kept away names the reason, without the nodes', () => {
  expect(fares('logs', [node('a'), taintedNode('b'), taintedNode('c')])).toEqual([
    'Excluded | some | untolerated taint dedicated=infra:NoSchedule',
    'Scheduled | some',
  ]);
});

test('what nodes have instead of what is wanted does not tell clusters apart', () => {
  const arm = daemonSet('logs', { nodeSelector: { 'kubernetes.io/arch': 'arm64' } });
  const archs = ['amd64', 's390x'].map((arch) => node(arch, { labels: { 'kubernetes.io/arch': arch } }));
  expect(fares('logs', archs, [arm])).toEqual([
    'Excluded | every | node selector kubernetes.io/arch=arm64 does not match',
  ]);
});

test('an agent that waits names the pool, and whether all of it is full', () => {
  const roomy = node('roomy', { labels: { 'example.com/pool': 'gpu' } });
  expect(fares('metrics', [fullNode('a'), fullNode('b'), node('c')])).toEqual([
    'Pending | every | gpu | Insufficient cpu',
    'Scheduled | some',
  ]);
  expect(fares('metrics', [fullNode('a'), roomy])).toEqual([
    'Pending | some | gpu | Insufficient cpu',
    'Scheduled | some',
  ]);
});

test('figures do not tell clusters apart', () => {
  const used = (cpu: string) => [node('a', { allocatable: { cpu: '1' } }), pod('web', 'a', { requests: { cpu } })];
  expect(fares('logs', used('950m'))).toEqual(fares('logs', used('999m')));
});

test('a pool that is named after its cluster is the same pool in every cluster', () => {
  const pending = (name: string) => fares('metrics', [fullNode('a', `${name}-gpu`)], [LOGS, METRICS], name);
  expect(pending('asia')).toEqual(['Pending | every | {cluster}-gpu | Insufficient cpu']);
  expect(pending('asia')).toEqual(pending('europe'));
});

test('an agent whose pods are refused is so on every node that wants it', () => {
  const refused = daemonSet('logs', { priorityClassName: 'no-such-class' });
  expect(fares('logs', [node('a')], [refused])).toEqual([
    'Refused | every | no PriorityClass with name no-such-class was found',
  ]);
});
