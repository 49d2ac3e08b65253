import { tolerationMissesTaint } from '../../../src/lint/rules/toleration-misses-taint';
import { node } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

describeRule(tolerationMissesTaint, [
  [
    'present is not true: k8s-device-plugin#1934',
    {
      cluster: [node('gpu', { taints: [{ key: 'nvidia.com/gpu', value: 'true', effect: 'NoSchedule' }] })],
      agents: [
        agent('nfd', { spec: { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present' }] } }),
      ],
    },
    'nfd: the toleration nvidia.com/gpu=present tolerates none of the taints with this key: nvidia.com/gpu=true:NoSchedule',
  ],
  [
    'no operator and no value: the fluentd manifests',
    {
      cluster: [node('cp', { taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }] })],
      agents: [agent('fluentd', { spec: { tolerations: [{ key: 'dedicated', effect: 'NoSchedule' }] } })],
    },
    'fluentd: the toleration dedicated=:NoSchedule tolerates none of the taints with this key: dedicated=infra:NoSchedule',
  ],
  [
    'another toleration does',
    {
      cluster: [node('gpu', { taints: [{ key: 'nvidia.com/gpu', value: 'true', effect: 'NoSchedule' }] })],
      agents: [
        agent('nfd', {
          spec: {
            tolerations: [
              { key: 'nvidia.com/gpu', value: 'present' },
              { key: 'nvidia.com/gpu', operator: 'Exists' },
            ],
          },
        }),
      ],
    },
  ],
  [
    'labels keep the agent off these nodes anyway',
    {
      cluster: [node('gpu', { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] })],
      agents: [
        agent('infra', {
          spec: { nodeSelector: { pool: 'infra' }, tolerations: [{ key: 'dedicated', value: 'infra' }] },
        }),
      ],
    },
  ],
  [
    'the taint only makes the node a second choice',
    {
      cluster: [node('spot', { taints: [{ key: 'spot', value: 'true', effect: 'PreferNoSchedule' }] })],
      agents: [agent('logs', { spec: { tolerations: [{ key: 'spot', value: 'yes' }] } })],
    },
  ],
  ['no node has the taint', { agents: [agent('logs', { spec: { tolerations: [{ key: 'spot', value: 'true' }] } })] }],
]);
