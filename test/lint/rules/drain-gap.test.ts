import { drainGap } from '../../../src/lint/rules/drain-gap';
import { node } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

describeRule(drainGap, [
  [
    'an agent is deleted on a node that drains: karpenter#2704',
    { cluster: [node('a', { labels: { 'karpenter.sh/nodepool': 'general' } }), node('b')], agents: [agent('logs')] },
    'logs: does not tolerate karpenter.sh/disrupted:NoSchedule, and Karpenter manages a',
  ],
  [
    'it tolerates the taint: hawk#1335',
    {
      cluster: [node('a', { labels: { 'karpenter.sh/nodepool': 'general' } })],
      agents: [agent('logs', { spec: { tolerations: [{ key: 'karpenter.sh/disrupted', operator: 'Exists' }] } })],
    },
  ],
  ['no Karpenter', { agents: [agent('logs')] }],
]);
