import { node, daemonSet, planOf, reasons, states } from '../../fixtures';

const affinity = (...nodeSelectorTerms: any[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
const exists = (key: string, effect: string) => ({ key, operator: 'Exists', effect });
const NO_SCHEDULE = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' };
const NO_EXECUTE = { key: 'dedicated', value: 'infra', effect: 'NoExecute' };

/** NodeShouldRunDaemonPod: the truth table of the controller. */
describe('the controller decides by name, labels and taints alone', () => {
  test.each<[string, any, any, boolean, boolean]>([
    ['runs on a plain node', {}, {}, true, true],
    ['ignores PreferNoSchedule', {}, { taints: [{ key: 'spot', effect: 'PreferNoSchedule' }] }, true, true],
    ['ignores an effect it does not know', {}, { taints: [{ key: 'spot', effect: 'NoFuture' }] }, true, true],
    ['keeps a pod under an untolerated NoSchedule taint', {}, { taints: [NO_SCHEDULE] }, false, true],
    ['keeps no pod under an untolerated NoExecute taint', {}, { taints: [NO_EXECUTE] }, false, false],
    [
      'runs where the taint is tolerated',
      { tolerations: [exists('dedicated', 'NoSchedule')] },
      { taints: [NO_SCHEDULE] },
      true,
      true,
    ],
    [
      'counts a toleration of a few seconds as tolerating',
      { tolerations: [{ ...exists('dedicated', 'NoExecute'), tolerationSeconds: 5 }] },
      { taints: [NO_EXECUTE] },
      true,
      true,
    ],
    [
      'keeps no pod where the node selector fails',
      { nodeSelector: { disk: 'ssd' } },
      { labels: { disk: 'hdd' } },
      false,
      false,
    ],
    ['matches no node by an empty list of terms', affinity(), {}, false, false],
    ['matches no node by an empty term', affinity({}), {}, false, false],
    [
      'matches by any one term',
      affinity({}, { matchExpressions: [{ key: 'disk', operator: 'Exists' }] }),
      { labels: { disk: '' } },
      true,
      true,
    ],
    [
      'lets other terms match beside one that does not parse',
      affinity(
        { matchExpressions: [{ key: 'disk', operator: 'Gt', values: ['x'] }] },
        { matchExpressions: [{ key: 'disk', operator: 'Exists' }] },
      ),
      { labels: { disk: '1' } },
      true,
      true,
    ],
    ['obeys the node name of the template', { nodeName: 'other' }, {}, false, false],
    ['ignores that the node is cordoned', {}, { unschedulable: true }, true, true],
  ])('%s', (_, spec, nodeFixture, shouldRun, shouldContinueRunning) => {
    const plan = planOf([node('a', nodeFixture)], [daemonSet('agent', spec)]);
    expect(plan._placement.outcomes.at(0, 0).decision).toMatchObject({ shouldRun, shouldContinueRunning });
  });

  test('a node that is not ready takes no new pod but keeps the one it has: kubernetes#61470', () => {
    const taints = ['NoSchedule', 'NoExecute'].map((effect) => ({ key: 'node.kubernetes.io/not-ready', effect }));
    const plan = planOf(
      [node('a', { taints })],
      [daemonSet('agent'), daemonSet('all', { tolerations: [{ operator: 'Exists' }] })],
    );
    expect(plan.toJson().daemonSets[0].placements).toEqual([
      {
        state: 'Excluded',
        nodes: ['a'],
        continues: true,
        reasons: [
          {
            decider: 'controller',
            plugin: 'TaintToleration',
            message: 'untolerated taint node.kubernetes.io/not-ready:NoSchedule',
            taint: { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
          },
        ],
      },
    ]);
    expect(states(plan, 'all')).toEqual({ a: 'Scheduled' });
  });
});

test('every reason is told: labels, each taint, and what the node has instead', () => {
  const plan = planOf(
    [node('a', { labels: { disk: 'hdd' }, taints: [NO_SCHEDULE, { key: 'spot', effect: 'NoSchedule' }] })],
    [
      daemonSet('agent', {
        nodeSelector: { disk: 'ssd' },
        ...affinity({ matchExpressions: [{ key: 'gpu', operator: 'In', values: ['a100', 'h100'] }] }, {}),
      }),
    ],
  );
  expect(reasons(plan, 'agent', 'a').map(({ plugin, message }) => `${plugin}: ${message}`)).toEqual([
    'NodeAffinity: node selector disk=ssd does not match: the node\'s is "hdd"',
    'NodeAffinity: required node affinity does not match: gpu In [a100, h100] (the node has no label gpu); nor an empty term matches nothing',
    'TaintToleration: untolerated taint dedicated=infra:NoSchedule',
    'TaintToleration: untolerated taint spot:NoSchedule',
  ]);
});
