import { virtualNode } from '../../../src/lint/rules/virtual-node';
import { node } from '../../fixtures';
import { agent, describeRule, nodeAffinity } from '../lint-fixture';

describeRule(virtualNode, [
  [
    'Fargate nodes have no taint: aws-efs-csi-driver#234',
    {
      cluster: [node('a'), node('fargate-1', { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } })],
      agents: [agent('efs')],
    },
    'efs: is wanted on fargate-1, where no kubelet runs daemon pods',
  ],
  [
    'everything is tolerated, virtual nodes too: admiralty#114',
    {
      cluster: [
        node('aci', { taints: [{ key: 'virtual-kubelet.io/provider', value: 'azure', effect: 'NoSchedule' }] }),
      ],
      agents: [agent('cloudwatch', { spec: { tolerations: [{ operator: 'Exists' }] } })],
    },
    'cloudwatch: is wanted on aci, where no kubelet runs daemon pods',
  ],
  [
    'the taint keeps it off',
    {
      cluster: [
        node('a'),
        node('aci', { taints: [{ key: 'virtual-kubelet.io/provider', value: 'azure', effect: 'NoSchedule' }] }),
      ],
      agents: [agent('logs')],
    },
  ],
  [
    'the affinity keeps it off: newrelic/helm-charts#382',
    {
      cluster: [node('a'), node('fargate-1', { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } })],
      agents: [
        agent('newrelic', {
          spec: {
            affinity: nodeAffinity([{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }]),
          },
        }),
      ],
    },
  ],
]);
