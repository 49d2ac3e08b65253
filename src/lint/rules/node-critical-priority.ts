import { nodeRole } from '../node-role';
import { LintRule } from '../rule';

export const nodeCriticalPriority: LintRule = {
  id: 'node-critical-priority',
  severity: 'warning',
  title: 'An agent that the node cannot do without has no priority class.',
  why:
    'Without a priority class its pod waits behind workloads on a full node and is the first to be evicted. A node ' +
    'whose network, storage or devices are gone takes its workloads down with it.',
  see: [
    'Mellanox/network-operator#2960',
    'tigera/operator#1428',
    'kubernetes/cloud-provider-openstack#1460',
    'kubernetes/kubernetes#140984',
  ],
  check: ({ planned, manifest }) => {
    const role = nodeRole(manifest);
    return role && !planned.pod.priorityClassName
      ? [
          {
            message: `is ${role} and has no priorityClassName: its priority is ${planned.priority}`,
            fix: 'write priorityClassName: system-node-critical',
          },
        ]
      : [];
  },
};
