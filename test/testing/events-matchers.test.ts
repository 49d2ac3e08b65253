import '../../src/testing';
import { NodeChange, PlacementEvents } from '../../src';
import { daemonSet, node, planOf } from '../fixtures';

const plan = planOf(
  [node('a'), node('b')],
  [daemonSet('logs'), daemonSet('net', { tolerations: [{ operator: 'Exists' }] })],
);
const after = (...changes: NodeChange[]): PlacementEvents => plan.after(changes);
const evict: NodeChange = { kind: 'addTaint', node: 'a', taint: { key: 'maintenance', effect: 'NoExecute' } };
const keepOff: NodeChange = { kind: 'addTaint', node: 'a', taint: { key: 'maintenance', effect: 'NoSchedule' } };

test('matchers pass on what becomes of pods', () => {
  expect(after({ kind: 'cordon', node: 'a' })).toKeepEveryPod();
  expect(after({ kind: 'cordon', node: 'a' })).toStrandNoPod();
  expect(after(evict)).toKeepEveryPod('net');
  expect(after(evict)).not.toKeepEveryPod('agents/logs');
  expect(after(keepOff)).toKeepEveryPod();
  expect(after(keepOff)).toStrandNoPod('net');
});

test.each<[string, () => void, string]>([
  [
    'toKeepEveryPod',
    () => expect(after(evict)).toKeepEveryPod(),
    'expected the agents to keep every pod, but:\n' +
      '  agents/logs is removed on a: untolerated taint maintenance:NoExecute',
  ],
  [
    'toStrandNoPod',
    () => expect(after(keepOff)).toStrandNoPod('logs'),
    'expected agents/logs to strand no pod, but:\n  agents/logs is stranded on a: ',
  ],
  [
    'not.toKeepEveryPod',
    () => expect(after()).not.toKeepEveryPod('logs'),
    'expected not: agents/logs to keep every pod',
  ],
  ['a typo', () => expect(after()).toStrandNoPod('nte'), 'the plan has no DaemonSet "nte": did you mean net?'],
])('%s fails with the reasons', (_, assertion, message) => {
  expect(assertion).toThrow(message);
});

test('a pod whose toleration ends is not kept', () => {
  const patient = { tolerations: [{ key: 'maintenance', operator: 'Exists', tolerationSeconds: 60 }] };
  const events = planOf([node('a')], [daemonSet('logs', patient)]).after([evict]);
  expect(() => expect(events).toKeepEveryPod()).toThrow('agents/logs is evicted after 60 seconds on a');
});
