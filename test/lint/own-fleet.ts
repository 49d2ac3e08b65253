import { NodeInventory, PlanFinding } from '../../src';
import { LintRule } from '../../src/lint/rule';
import { node } from '../fixtures';

const taint = (key: string, value?: string) => [{ key, value, effect: 'NoSchedule' }];
const labels = { 'kubernetes.io/arch': 'amd64', 'example.com/pool': 'workers' };

/** Which network plugin serves a node: it has no two. */
const NETWORKS = ['flannel', 'calico', 'cilium', 'weave'];

/** A fleet of every kind of node. */
export const FLEET = NodeInventory.fromManifests([
  ...Array.from({ length: 40 }, (_, i) =>
    node(`worker-${i}`, { labels: { ...labels, 'example.com/network': NETWORKS[i % NETWORKS.length] } }),
  ),
  ...Array.from({ length: 3 }, (_, i) =>
    node(`cp-${i}`, {
      labels: { ...labels, 'node-role.kubernetes.io/control-plane': '' },
      taints: taint('node-role.kubernetes.io/control-plane'),
    }),
  ),
  node('arm', { labels: { 'kubernetes.io/arch': 'arm64' } }),
  node('karpenter', { labels: { ...labels, 'karpenter.sh/nodepool': 'default' } }),
  node('gpu', {
    labels: { ...labels, 'nvidia.com/gpu.present': 'true' },
    taints: taint('nvidia.com/gpu', 'present'),
    allocatable: { 'nvidia.com/gpu': '4' },
  }),
  node('dedicated', { labels, taints: taint('dedicated', 'infra') }),
  node('cordoned', { labels, taints: taint('node.kubernetes.io/unschedulable'), unschedulable: true }),
  node('fargate', {
    labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
    taints: taint('eks.amazonaws.com/compute-type', 'fargate'),
  }),
  node('burst', { labels: { type: 'virtual-kubelet' }, taints: taint('virtual-kubelet.io/provider', 'azure') }),
  node('windows', {
    labels: {
      'kubernetes.io/os': 'windows',
      'kubernetes.io/arch': 'amd64',
      'node.kubernetes.io/windows-build': '10.0.20348',
    },
    taints: taint('os', 'windows'),
  }),
]);

/** What is for the owner of an agent to weigh, and so is told of ours too. */
export const MAY_BE_TOLD: LintRule['id'][] = ['no-priority-class', 'kept-off-by-taint', 'drain-gap', 'missing-probes'];

/** What a plan must not tell of an agent of the library, a line each. */
export function flaws(findings: readonly PlanFinding[]): string[] {
  return findings
    .filter(({ severity, rule }) => severity !== 'info' || !MAY_BE_TOLD.some((id) => id === rule))
    .map(({ severity, rule, daemonSet, message }) => `${severity} ${rule} ${daemonSet}: ${message}`);
}
