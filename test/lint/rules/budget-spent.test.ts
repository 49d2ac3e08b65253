import { budgetSpent } from '../../../src/lint/rules/budget-spent';
import { daemonPodOf, node, pod } from '../../fixtures';
import { agent, describeRule, nodes, rolling } from '../lint-fixture';

const down = (name: string) =>
  node(name, {
    taints: ['NoSchedule', 'NoExecute'].map((effect) => ({ key: 'node.kubernetes.io/unreachable', effect })),
  });

describeRule(budgetSpent, [
  [
    'as many nodes are down as the budget allows: NVSentinel#1764',
    { cluster: [...nodes(18), down('dead-1'), down('dead-2')], agents: [agent('driver', { more: rolling('10%') })] },
    'driver: maxUnavailable comes to 2, and its pods on 2 nodes are unavailable already, so a rollout makes no progress: dead-1, dead-2',
  ],
  [
    'a pod that stays Pending counts too',
    { cluster: [node('a'), node('tiny', { allocatable: { cpu: '10m' } })], agents: [agent('logs')] },
    'logs: maxUnavailable comes to 1, and its pods on 1 node are unavailable already, so a rollout makes no progress: tiny',
  ],
  [
    'the agent is wanted on nodes that are down, and has no pod there',
    {
      cluster: [node('a'), down('dead'), pod('web', 'a')],
      agents: [
        agent('logs', { spec: { tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' }] } }),
      ],
    },
    'logs: maxUnavailable comes to 1, and its pods on 1 node are unavailable already, so a rollout makes no progress: dead',
  ],
  [
    'the budget is larger: test-infra#31706',
    { cluster: [...nodes(18), down('dead-1'), down('dead-2')], agents: [agent('logs', { more: rolling('20%') })] },
  ],
  [
    'the node is down and the agent has never been there',
    {
      cluster: [node('a'), down('dead'), daemonPodOf('logs', 'a', { requests: { cpu: '100m', memory: '64Mi' } })],
      agents: [agent('logs')],
    },
  ],
  [
    'an agent that is replaced by hand has no budget',
    {
      cluster: [node('a'), down('dead')],
      agents: [agent('driver', { more: { updateStrategy: { type: 'OnDelete' } } })],
    },
  ],
]);
