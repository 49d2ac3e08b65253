import { noOsSelector } from '../../../src/lint/rules/no-os-selector';
import { agent, describeRule, nodeAffinity } from '../lint-fixture';

describeRule(noOsSelector, [
  [
    'it names its node',
    {
      agents: [
        agent('debug', {
          spec: {
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }],
                },
              },
            },
          },
        }),
      ],
    },
  ],
  [
    'the upstream manifest selects nothing: kaito#2065',
    { agents: [agent('vector')] },
    'vector: no nodeSelector and no node affinity says which operating system it is for',
  ],
  [
    'an exclusion of something else does not help',
    {
      agents: [
        agent('otel', {
          spec: { affinity: nodeAffinity([{ key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] }]) },
        }),
      ],
    },
    'otel: no nodeSelector and no node affinity says which operating system it is for',
  ],
  [
    'one of two terms does not say',
    {
      agents: [
        agent('otel', {
          spec: {
            affinity: nodeAffinity(
              [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }],
              [{ key: 'x', operator: 'DoesNotExist' }],
            ),
          },
        }),
      ],
    },
    'otel: no nodeSelector and no node affinity says which operating system it is for',
  ],
  ['a node selector says', { agents: [agent('logs', { spec: { nodeSelector: { 'kubernetes.io/os': 'linux' } } })] }],
  [
    'it is for nodes that somebody chose',
    { agents: [agent('gpu', { spec: { nodeSelector: { 'nvidia.com/gpu.present': 'true' } } })] },
  ],
]);
