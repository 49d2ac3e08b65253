import { podSecurityLabel } from '../../../src/lint/rules/pod-security-label';
import { agent, describeRule } from '../lint-fixture';

describeRule(podSecurityLabel, [
  [
    'the label that belongs on the Namespace: prometheus-community/helm-charts#4837',
    {
      agents: [
        agent('exporter', {
          more: {
            template: { metadata: { labels: { app: 'exporter', 'pod-security.kubernetes.io/enforce': 'privileged' } } },
          },
        }),
      ],
    },
    'exporter: the pod template carries the label pod-security.kubernetes.io/enforce=privileged, which counts on a Namespace only',
  ],
  ['no such label', { agents: [agent('exporter')] }],
]);
