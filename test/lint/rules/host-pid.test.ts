import { hostPid } from '../../../src/lint/rules/host-pid';
import { agent, describeRule } from '../lint-fixture';

describeRule(hostPid, [
  [
    'an exporter of metrics: prometheus-community/helm-charts#6148',
    { agents: [agent('exporter', { spec: { hostPID: true } })] },
    'exporter: hostPID is true: it sees every process of the node',
  ],
  ['it does not', { agents: [agent('exporter')] }],
]);
