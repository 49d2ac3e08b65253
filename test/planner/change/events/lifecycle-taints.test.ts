import { taintToString } from '../../../../src/kubernetes/taint';
import { CONDITION_TAINTS, withTaint } from '../../../../src/planner/change/events/lifecycle-taints';

const both = (name: string) => [`node.kubernetes.io/${name}:NoSchedule`, `node.kubernetes.io/${name}:NoExecute`];

// Mirrors nodeConditionToTaintKeyStatusMap and processTaintBaseEviction of node_lifecycle_controller.go.
test.each<[keyof typeof CONDITION_TAINTS, string[], string[]]>([
  ['notReady', both('not-ready'), ['node.kubernetes.io/unreachable']],
  ['unreachable', both('unreachable'), ['node.kubernetes.io/not-ready']],
  ['ready', [], ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']],
  ['memoryPressure', ['node.kubernetes.io/memory-pressure:NoSchedule'], []],
  ['diskPressure', ['node.kubernetes.io/disk-pressure:NoSchedule'], []],
  ['pidPressure', ['node.kubernetes.io/pid-pressure:NoSchedule'], []],
  [
    'shutDown',
    [...both('unreachable'), 'node.kubernetes.io/out-of-service=nodeshutdown:NoExecute'],
    ['node.kubernetes.io/not-ready'],
  ],
])('%s adds %j and removes %j', (condition, adds, removes) => {
  expect(CONDITION_TAINTS[condition].adds.map(taintToString)).toEqual(adds);
  expect(CONDITION_TAINTS[condition].removes).toEqual(removes);
});

test('a taint takes the place of the one with its key and effect, and stands beside any other', () => {
  const taints = [
    { key: 'a', value: 'old', effect: 'NoSchedule' },
    { key: 'b', effect: 'NoSchedule' },
  ];
  expect(withTaint(taints, { key: 'a', value: 'new', effect: 'NoSchedule' }).map(taintToString)).toEqual([
    'a=new:NoSchedule',
    'b:NoSchedule',
  ]);
  expect(withTaint(taints, { key: 'a', effect: 'NoExecute' })).toHaveLength(3);
});
