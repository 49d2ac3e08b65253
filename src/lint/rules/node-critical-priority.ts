import { isNodeNetwork, nodeRole } from '../node-role';
import { LintRule } from '../rule';

/** What system-cluster-critical stands for. */
const CLUSTER_CRITICAL = 2_000_000_000;

export const nodeCriticalPriority: LintRule = {
  id: 'node-critical-priority',
  severity: 'warning',
  title: 'An agent that the node cannot do without has no priority class, or too low a one.',
  why:
    'Without a priority class its pod waits behind workloads on a full node and is the first to be evicted. A node ' +
    'whose network, storage or devices are gone takes its workloads down with it. A network plugin below ' +
    'system-cluster-critical makes room for the very pods that need its network.',
  see: [
    'Mellanox/network-operator#2960',
    'tigera/operator#1428',
    'kubernetes/cloud-provider-openstack#1460',
    'kubernetes/kubernetes#140984',
  ],
  check: ({ planned, manifest }) => {
    const role = nodeRole(manifest);
    const name = planned.pod.priorityClassName;
    const tooLow = isNodeNetwork(manifest) && planned.priority < CLUSTER_CRITICAL && planned.refusals.length === 0;
    return role && (!name || tooLow)
      ? [
          {
            message: `is ${role} and ${name ? `its class is ${name}` : 'has no priorityClassName'}: its priority is ${planned.priority}`,
            fix: 'write priorityClassName: system-node-critical',
          },
        ]
      : [];
  },
};
