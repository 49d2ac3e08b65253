import { isVirtual } from '../node-kind';
import { LintRule } from '../rule';
import { groupNames } from '../words';

export const virtualNode: LintRule = {
  id: 'virtual-node',
  severity: 'error',
  title: 'The agent is wanted on nodes that are no machines.',
  why:
    'Fargate and virtual-kubelet nodes run no daemon pods: there is no host to mount or to watch. The controller ' +
    'creates a pod for them all the same, which stays Pending for ever; add-ons then report that they failed.',
  see: [
    'kubernetes-sigs/aws-efs-csi-driver#234',
    'kubernetes-sigs/aws-efs-csi-driver#340',
    'aws/aws-cdk#11609',
    'newrelic/helm-charts#382',
    'aws-observability/helm-charts#58',
  ],
  check: ({ groups }) => {
    const virtual = groups.filter(isVirtual);
    return virtual.length > 0
      ? [
          {
            message: `is wanted on ${groupNames(virtual)}, where no kubelet runs daemon pods`,
            fix: 'add to every node affinity term: {key: eks.amazonaws.com/compute-type, operator: NotIn, values: [fargate]} and {key: type, operator: NotIn, values: [virtual-kubelet]}',
          },
        ]
      : [];
  },
};
