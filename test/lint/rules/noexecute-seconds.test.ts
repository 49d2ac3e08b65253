import { noExecuteSeconds } from '../../../src/lint/rules/noexecute-seconds';
import { node } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

describeRule(noExecuteSeconds, [
  [
    'a maintenance taint stands: kubernetes#117520',
    {
      cluster: [node('a', { taints: [{ key: 'maintenance', effect: 'NoExecute' }] }), node('b')],
      agents: [
        agent('logs', {
          spec: {
            tolerations: [{ key: 'maintenance', operator: 'Exists', tolerationSeconds: 60, effect: 'NoExecute' }],
          },
        }),
      ],
    },
    'logs: is evicted every 60 s and created anew, by the taint maintenance:NoExecute of a',
  ],
  [
    'the first toleration that matches counts',
    {
      cluster: [node('a', { taints: [{ key: 'maintenance', effect: 'NoExecute' }] })],
      agents: [
        agent('logs', {
          spec: {
            tolerations: [
              { key: 'maintenance', operator: 'Exists' },
              { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 },
            ],
          },
        }),
      ],
    },
  ],
  [
    'a node that is unreachable comes back or goes: kubernetes#92960',
    {
      cluster: [node('a', { taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }] })],
      agents: [
        agent('logs', { spec: { tolerations: [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }] } }),
      ],
    },
  ],
]);
