import { missingProbes } from '../../../src/lint/rules/missing-probes';
import { agent, describeRule } from '../lint-fixture';

describeRule(missingProbes, [
  [
    'the upstream manifests of fluentd and filebeat: kubernetes#123232 is what follows',
    { agents: [agent('fluentd')] },
    'fluentd: no container has a readinessProbe: a broken version rolls out to all nodes (agent)',
  ],
  [
    'one container has one',
    { agents: [agent('vector', { container: { readinessProbe: { httpGet: { port: 8686 } } } })] },
  ],
  ['new pods are waited for', { agents: [agent('alloy', { more: { minReadySeconds: 10 } })] }],
  ['pods are replaced by hand', { agents: [agent('driver', { more: { updateStrategy: { type: 'OnDelete' } } })] }],
]);
