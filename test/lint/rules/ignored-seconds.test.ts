import { ignoredSeconds } from '../../../src/lint/rules/ignored-seconds';
import { agent, describeRule } from '../lint-fixture';

const tolerating = (key: string, operator: string, tolerationSeconds?: number) =>
  agent('logs', { spec: { tolerations: [{ key, operator, effect: 'NoExecute', tolerationSeconds }] } });

describeRule(ignoredSeconds, [
  [
    'the pod should leave a node that is not ready after a while: kubernetes#92960',
    { agents: [tolerating('node.kubernetes.io/not-ready', 'Exists', 30)] },
    'logs: the seconds of the toleration node.kubernetes.io/not-ready:NoExecute for 30s count for nothing: a daemon pod stays on a node that is down',
  ],
  ['it says no seconds', { agents: [tolerating('node.kubernetes.io/unreachable', 'Exists')] }],
  [
    'the taint is another, and the seconds are heeded',
    { agents: [tolerating('example.com/maintenance', 'Exists', 30)] },
  ],
]);
