import { htmlReport } from '../../../src/report/html/html-report';
import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const POOL = 'example.com/pool';
const ZONE = 'topology.kubernetes.io/zone';
const GPU = { key: 'gpu', value: 'present', effect: 'NoSchedule' };

/** Nodes of three pools in two zones, of which `general-2` is full. */
export function smallCluster(): any[] {
  const zone = (i: number) => ({ [ZONE]: i % 2 === 0 ? 'zone-a' : 'zone-b' });
  return [
    ...[1, 2, 3, 4, 5, 6].map((i) => node(`general-${i}`, { labels: { [POOL]: 'general', ...zone(i) } })),
    ...[1, 2].map((i) => node(`gpu-${i}`, { labels: { [POOL]: 'gpu', ...zone(i) }, taints: [GPU] })),
    node('windows-1', { labels: { [POOL]: 'windows', 'kubernetes.io/os': 'windows', ...zone(1) } }),
    pod('batch', 'general-2', { requests: { cpu: '3950m' } }),
    priorityClass('high', 1000),
  ];
}

/** `logs` does not fit on general-2, `metrics` makes no room and runs on GPU nodes too, `refused` has no such class. */
export function smallAgents(): any[] {
  const linux = { nodeSelector: { 'kubernetes.io/os': 'linux' } };
  return [
    daemonSet('logs', linux, { cpu: '100m', memory: '128Mi' }),
    daemonSet('metrics', { ...linux, tolerations: [{ operator: 'Exists' }] }, { cpu: '10m', memory: '64Mi' }),
    daemonSet('refused', { ...linux, priorityClassName: 'missing' }, {}),
  ];
}

export function smallPlan() {
  return planOf(smallCluster(), smallAgents());
}

export function smallReport(): string {
  return htmlReport({ plan: smallPlan() });
}
