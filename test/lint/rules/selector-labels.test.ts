import { selectorLabels } from '../../../src/lint/rules/selector-labels';
import { describeRule, selectedBy } from '../lint-fixture';

describeRule(selectorLabels, [
  [
    'a version in the selector: the fluentd and NPD manifests',
    { agents: [selectedBy('fluentd', { app: 'fluentd', version: 'v1' })] },
    'fluentd: the selector contains version, and can never be changed',
  ],
  [
    'the chart in the selector: helm/charts#7680',
    {
      agents: [
        selectedBy('kured', { app: 'kured', 'helm.sh/chart': 'kured-1.2.0', 'app.kubernetes.io/version': '1.2.0' }),
      ],
    },
    'kured: the selector contains app.kubernetes.io/version, helm.sh/chart, and can never be changed',
  ],
  [
    'name and instance',
    { agents: [selectedBy('kured', { 'app.kubernetes.io/name': 'kured', 'app.kubernetes.io/instance': 'kured' })] },
  ],
]);
