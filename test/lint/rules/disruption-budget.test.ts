import { disruptionBudget } from '../../../src/lint/rules/disruption-budget';
import { node, pod } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

const budget = (matchLabels: object) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'budget', namespace: 'agents' },
  spec: { maxUnavailable: 1, selector: { matchLabels } },
});
const replicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'gateway-1', uid: '2', controller: true };
const deployment = (labels: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'gateway', namespace: 'agents' },
  spec: { template: { metadata: { labels } } },
});

describeRule(disruptionBudget, [
  [
    'the chart of fluent-bit offers one',
    { agents: [agent('fluent-bit')], beside: [budget({ app: 'fluent-bit' })] },
    'fluent-bit: PodDisruptionBudget agents/budget selects its pods and no others that are known',
  ],
  [
    'it also selects a deployment',
    { agents: [agent('otel')], beside: [budget({ app: 'otel' }), deployment({ app: 'otel' })] },
  ],
  [
    'it also selects a running pod',
    {
      cluster: [
        node('a'),
        pod('gateway', 'a', {
          metadata: { namespace: 'agents', labels: { app: 'otel' }, ownerReferences: [replicaSet] },
        }),
      ],
      agents: [agent('otel')],
      beside: [budget({ app: 'otel' })],
    },
  ],
  ['it selects others', { agents: [agent('otel')], beside: [budget({ app: 'gateway' })] }],
]);
