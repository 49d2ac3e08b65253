import '../../src/testing';
import { PlacementChange } from '../../src';
import { daemonSet, node, planOf, pod, priorityClass } from '../fixtures';

const infra = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' };
const CLUSTER = [node('a'), node('b'), node('c-1', { taints: [infra] }), node('c-2', { taints: [infra] })];
const tolerant = { tolerations: [{ operator: 'Exists' }] };

function between(before: any[], after: any[], cluster = CLUSTER): PlacementChange {
  return PlacementChange.between(planOf(cluster, before), planOf(cluster, after));
}

const same = between([daemonSet('logs'), daemonSet('net')], [daemonSet('logs'), daemonSet('net')]);
const wider = between([daemonSet('logs'), daemonSet('net')], [daemonSet('logs', tolerant), daemonSet('net')]);
const narrower = between([daemonSet('logs', tolerant)], [daemonSet('logs')]);
const newcomer = between([daemonSet('logs')], [daemonSet('logs'), daemonSet('net')]);
const heavier = between([daemonSet('logs')], [daemonSet('logs', {}, { cpu: '9' })]);

test('matchers pass on what changes', () => {
  expect(same).toChangeNothing();
  expect(same).toOnlyChange();
  expect(wider).not.toChangeNothing();
  expect(wider).toOnlyChange('logs');
  expect(wider).toOnlyAddNodes('agents/logs');
  expect(wider).toOnlyAddNodes();
  expect(narrower).not.toOnlyAddNodes('logs');
  expect(newcomer).toOnlyAddAgents('net');
  expect(newcomer).toOnlyAddAgents();
  expect(newcomer).toOnlyAddNodes('logs');
  expect(wider).not.toOnlyAddAgents();
  expect(wider).toAddNoFindings();
});

test.each<[string, () => void, string]>([
  [
    'toChangeNothing',
    () => expect(wider).toChangeNothing(),
    'expected the change to change nothing, but:\n' +
      '  agents/logs gains c-[1,2]: no longer: untolerated taint dedicated=infra:NoSchedule',
  ],
  [
    'toChangeNothing with other nodes',
    () => {
      const before = planOf([node('a'), node('b')], [daemonSet('logs')]);
      expect(PlacementChange.between(before, planOf([node('a'), node('d')], [daemonSet('logs')]))).toChangeNothing();
    },
    'only the later plan has the nodes d\n  only the earlier plan has the nodes b',
  ],
  [
    'toOnlyChange',
    () => expect(newcomer).toOnlyChange('logs'),
    'expected the change to concern only agents/logs, but:\n' +
      '  agents/net is added: it ran on 0 nodes, and runs on 2\n' +
      '  agents/net gains [a,b]: the DaemonSet is new',
  ],
  [
    'toOnlyAddNodes',
    () => expect(narrower).toOnlyAddNodes('logs'),
    'expected the change to only add nodes to agents/logs, but:\n' +
      '  agents/logs loses c-[1,2]: untolerated taint dedicated=infra:NoSchedule',
  ],
  [
    'toOnlyAddNodes with a pod that no longer fits',
    () => expect(heavier).toOnlyAddNodes(),
    'agents/logs loses [a,b]: Insufficient cpu',
  ],
  [
    'toOnlyAddNodes with a pod that never fitted',
    () => expect(between([daemonSet('net')], [daemonSet('net'), daemonSet('logs', {}, { cpu: '9' })])).toOnlyAddNodes(),
    'agents/logs is Pending on [a,b]: ',
  ],
  [
    'toOnlyAddAgents',
    () => expect(wider).toOnlyAddAgents('net'),
    'expected the change to add only agents/net, but:\n' +
      '  agents/logs gains c-[1,2]: no longer: untolerated taint dedicated=infra:NoSchedule\n' +
      '  agents/net is not added: it was there before',
  ],
  [
    'toOnlyAddAgents with one too many',
    () => expect(between([], [daemonSet('logs'), daemonSet('net')])).toOnlyAddAgents('net'),
    'agents/logs is added too',
  ],
  [
    'toAddNoFindings',
    () =>
      expect(between([], [daemonSet('logs'), daemonSet('net', { priorityClassName: 'missing' })])).toAddNoFindings(
        'net',
      ),
    'expected the change to add no findings about agents/net, but:\n  pod-refused in agents/net: no pod is created: no PriorityClass with name missing was found; fix: ',
  ],
  ['not.toChangeNothing', () => expect(same).not.toChangeNothing(), 'expected not: the change to change nothing'],
  [
    'not.toOnlyAddNodes',
    () => expect(wider).not.toOnlyAddNodes('logs'),
    'expected not: the change to only add nodes to agents/logs',
  ],
  ['a typo', () => expect(same).toOnlyAddNodes('lgos'), 'the plan has no DaemonSet "lgos": did you mean logs?'],
])('%s fails with the reasons', (_, assertion, message) => {
  expect(assertion).toThrow(message);
});

test('pods that are preempted for more nodes are not "only" more nodes', () => {
  const cluster = [...CLUSTER, priorityClass('high', 9), pod('web', 'c-1', { requests: { cpu: '4' } })];
  const of = (spec: any) => [daemonSet('logs', { priorityClassName: 'high', ...spec }, { cpu: '1' })];
  expect(() => expect(between(of({}), of(tolerant), cluster)).toOnlyAddNodes('logs')).toThrow(
    'apps/web on c-1, for agents/logs',
  );
});

test('a selector that differs cannot be changed in place', () => {
  const other = daemonSet('logs');
  other.spec.selector = { matchLabels: { app: 'other' } };
  other.spec.template.metadata.labels = { app: 'other' };
  expect(() => expect(between([daemonSet('logs')], [other])).toOnlyAddNodes()).toThrow(
    'agents/logs cannot be changed in place',
  );
});
