import { partialExclusion } from '../../../src/lint/rules/partial-exclusion';
import { agent, describeRule, nodeAffinity } from '../lint-fixture';

describeRule(partialExclusion, [
  [
    'the exclusion of Fargate is a term of its own: tigera/operator#2874',
    {
      agents: [
        agent('calico', {
          spec: {
            affinity: nodeAffinity(
              [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }],
              [{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }],
            ),
          },
        }),
      ],
    },
    'calico: eks.amazonaws.com/compute-type NotIn [fargate] stands in some of 2 nodeSelectorTerms only: the others take these nodes all the same',
  ],
  [
    'it stands in every term: aws-efs-csi-driver#234',
    {
      agents: [
        agent('efs', {
          spec: {
            affinity: nodeAffinity(
              [
                { key: 'pool', operator: 'In', values: ['a'] },
                { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] },
              ],
              [
                { key: 'pool', operator: 'In', values: ['b'] },
                { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] },
              ],
            ),
          },
        }),
      ],
    },
  ],
  [
    'two exclusions are a term each, and so exclude next to nothing',
    {
      agents: [
        agent('logs', {
          spec: {
            affinity: nodeAffinity(
              [{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }],
              [{ key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] }],
            ),
          },
        }),
        agent('on-fargate', { spec: { nodeSelector: { 'eks.amazonaws.com/compute-type': 'fargate' } } }),
      ],
    },
    'logs: eks.amazonaws.com/compute-type NotIn [fargate], type NotIn [virtual-kubelet] stands in some of 2 nodeSelectorTerms only: the others take these nodes all the same',
  ],
  [
    'the rest of two variants, which has all that is not in a pool of two requirements',
    {
      agents: [
        agent('edge', {
          spec: {
            affinity: nodeAffinity([
              { key: 'pool', operator: 'In', values: ['edge'] },
              { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] },
            ]),
          },
        }),
        agent('cloud', {
          spec: {
            affinity: nodeAffinity(
              [{ key: 'pool', operator: 'NotIn', values: ['edge'] }],
              [{ key: 'kubernetes.io/arch', operator: 'NotIn', values: ['arm64'] }],
            ),
          },
        }),
      ],
    },
  ],
  [
    'one term excludes what no other term takes',
    {
      agents: [
        agent('logs', {
          spec: {
            affinity: nodeAffinity(
              [{ key: 'pool', operator: 'In', values: ['cloud'] }],
              [
                { key: 'pool', operator: 'In', values: ['edge'] },
                { key: 'kubernetes.io/arch', operator: 'NotIn', values: ['arm64'] },
              ],
            ),
          },
        }),
      ],
    },
  ],
]);
