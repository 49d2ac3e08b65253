import { nonIntegerComparison } from '../../../src/lint/rules/non-integer-comparison';
import { agent, describeRule, nodeAffinity } from '../lint-fixture';

describeRule(nonIntegerComparison, [
  [
    'a decimal is compared: kubernetes#86488',
    {
      agents: [
        agent('gpu', {
          spec: { affinity: nodeAffinity([{ key: 'driver-version', operator: 'Gt', values: ['535.1'] }]) },
        }),
      ],
    },
    'gpu: driver-version Gt [535.1] compares with no integer, so its term matches no node',
  ],
  [
    'a unit is compared',
    {
      agents: [
        agent('tuner', { spec: { affinity: nodeAffinity([{ key: 'memory', operator: 'Lt', values: ['16Gi'] }]) } }),
      ],
    },
    'tuner: memory Lt [16Gi] compares with no integer, so its term matches no node',
  ],
  [
    'a whole number',
    { agents: [agent('gpu', { spec: { affinity: nodeAffinity([{ key: 'v', operator: 'Gt', values: ['535'] }]) } })] },
  ],
  [
    'no comparison',
    { agents: [agent('gpu', { spec: { affinity: nodeAffinity([{ key: 'v', operator: 'In', values: ['5.1'] }]) } })] },
  ],
]);
