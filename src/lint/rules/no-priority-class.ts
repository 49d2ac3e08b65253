import { nodeRole } from '../node-role';
import { LintRule } from '../rule';

export const noPriorityClass: LintRule = {
  id: 'no-priority-class',
  severity: 'info',
  title: 'The agent has no priority class.',
  why:
    'Pods of equal priority never make room for each other: on a node that workloads have filled, the pod of the ' +
    'agent stays Pending until one of them leaves. Node autoscalers reserve no room for it either.',
  see: [
    'kubernetes/kubernetes#140984',
    'aws/karpenter-provider-aws#9269',
    'kubernetes/website#40851',
    'stackrox/kube-linter#794',
  ],
  check: ({ planned, manifest }) =>
    !planned.pod.priorityClassName && planned.priority === 0 && !nodeRole(manifest)
      ? [
          {
            message: 'has no priorityClassName: nothing makes room for it on a full node',
            fix: 'write priorityClassName: system-cluster-critical, or a class above those of the workloads',
          },
        ]
      : [],
};
