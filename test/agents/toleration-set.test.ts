import { Duration } from 'cdk8s';
import { TaintEffect } from 'cdk8s-plus-28';
import { newAgent, podOf } from './agent-fixture';
import { TolerationSet } from '../../src/agents/toleration-set';
import { isTolerated } from '../../src/kubernetes/toleration';

function render(tolerations: TolerationSet): any[] | undefined {
  return podOf(newAgent({ tolerations })).tolerations;
}

function tolerates(set: TolerationSet, taint: string): boolean {
  const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(taint)!;
  return isTolerated({ key, value, effect }, render(set) ?? []);
}

test('none() leaves the field out', () => {
  expect(render(TolerationSet.none())).toBeUndefined();
});

test('everything() is one toleration without key and effect', () => {
  expect(render(TolerationSet.everything())).toEqual([{ operator: 'Exists' }]);
});

test('taint() without value tolerates every value, and with one only that', () => {
  expect(render(TolerationSet.taint('nvidia.com/gpu'))).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists' }]);
  expect(render(TolerationSet.taint('dedicated', { value: 'infra', effect: TaintEffect.NO_SCHEDULE }))).toEqual([
    { key: 'dedicated', operator: 'Equal', value: 'infra', effect: 'NoSchedule' },
  ]);
});

test('taint() can evict after a while', () => {
  const set = TolerationSet.taint('maintenance', { effect: TaintEffect.NO_EXECUTE, evictAfter: Duration.minutes(5) });
  expect(render(set)).toEqual([
    { key: 'maintenance', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  ]);
});

describe('what each set tolerates', () => {
  const sets: Record<string, TolerationSet> = {
    none: TolerationSet.none(),
    controlPlane: TolerationSet.controlPlane(),
    nodeLifecycle: TolerationSet.nodeLifecycle(),
    startupTaints: TolerationSet.startupTaints('example.com/agent-not-ready'),
    disruption: TolerationSet.disruption(),
    everything: TolerationSet.everything(),
  };

  test.each<[string, string[]]>([
    ['node-role.kubernetes.io/control-plane:NoSchedule', ['controlPlane']],
    ['node-role.kubernetes.io/master:NoSchedule', ['controlPlane']],
    ['node-role.kubernetes.io/control-plane:NoExecute', []],
    ['node.kubernetes.io/not-ready:NoSchedule', ['nodeLifecycle']],
    ['node.kubernetes.io/unreachable:NoSchedule', ['nodeLifecycle']],
    ['node.kubernetes.io/network-unavailable:NoSchedule', ['nodeLifecycle']],
    ['node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule', ['nodeLifecycle']],
    ['node.kubernetes.io/out-of-service=nodeshutdown:NoExecute', []],
    ['node.cilium.io/agent-not-ready=true:NoSchedule', ['startupTaints']],
    ['node.cilium.io/agent-not-ready=true:NoExecute', ['startupTaints']],
    ['karpenter.sh/unregistered:NoExecute', ['startupTaints']],
    ['ebs.csi.aws.com/agent-not-ready:NoExecute', ['startupTaints']],
    ['example.com/agent-not-ready:NoSchedule', ['startupTaints']],
    ['karpenter.sh/disrupted:NoSchedule', ['disruption']],
    ['ToBeDeletedByClusterAutoscaler=1700000000:NoSchedule', ['disruption']],
    ['aws-node-termination-handler/spot-itn=event:NoSchedule', ['disruption']],
    ['dedicated=infra:NoSchedule', []],
  ])('%s is tolerated by %p and by everything()', (taint, expected) => {
    const names = Object.keys(sets).filter((name) => tolerates(sets[name], taint));
    expect(names).toEqual([...expected, 'everything']);
  });
});

test('and() adds sets, changes neither, and renders what both say once', () => {
  const gpu = TolerationSet.taint('nvidia.com/gpu');
  const both = gpu.and(TolerationSet.controlPlane(), gpu);
  expect(render(gpu)).toHaveLength(1);
  expect(render(both)!.map(({ key }) => key)).toEqual([
    'nvidia.com/gpu',
    'node-role.kubernetes.io/control-plane',
    'node-role.kubernetes.io/master',
  ]);
});

test.each<[string, () => TolerationSet, string]>([
  ['an empty key', () => TolerationSet.taint(''), 'write TolerationSet.everything()'],
  ['a key with a space', () => TolerationSet.taint('my taint'), '"my taint" is not a taint key'],
  ['a value with a space', () => TolerationSet.taint('a', { value: 'b c' }), '"b c" is not a taint value'],
  ['a wildcard', () => TolerationSet.startupTaints('readiness.k8s.io/*'), '"readiness.k8s.io/*" is not a taint key'],
  [
    'evictAfter without NoExecute',
    () => TolerationSet.taint('a', { evictAfter: Duration.seconds(1) }),
    'add effect: TaintEffect.NO_EXECUTE',
  ],
])('%s throws', (_, make, message) => {
  expect(make).toThrow(message);
});

test('every fault of a taint is named at once', () => {
  expect(() => TolerationSet.taint('a b', { value: 'c d' })).toThrow(
    /"a b" is not a taint key.*"c d" is not a taint value/,
  );
});

test('Windows nodes are tolerated by the taints of the guide and of GKE', () => {
  expect(TolerationSet.windows()._toKube()).toEqual([
    { key: 'os', operator: 'Equal', value: 'windows', effect: 'NoSchedule' },
    { key: 'node.kubernetes.io/os', operator: 'Equal', value: 'windows', effect: 'NoSchedule' },
  ]);
});
