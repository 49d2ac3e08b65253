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
]);
