import { bestEffort } from '../../../src/lint/rules/best-effort';
import { agent, describeRule } from '../lint-fixture';

const limitRange = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'defaults', namespace: 'agents' },
  spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '50m' } }] },
};

describeRule(bestEffort, [
  [
    'a device is no request of cpu or memory',
    { agents: [agent('gpu', { container: { resources: { limits: { 'nvidia.com/gpu': '1' } } } })] },
    'gpu: no container requests cpu or memory: its pods are BestEffort',
  ],
  [
    'a chart whose resources are empty: fluent-bit and node-exporter by default',
    { agents: [agent('fluent-bit', { container: { resources: {} } })] },
    'fluent-bit: no container requests cpu or memory: its pods are BestEffort',
  ],
  [
    'memory alone is a request',
    { agents: [agent('logs', { container: { resources: { requests: { memory: '64Mi' } } } })] },
  ],
  [
    'a LimitRange gives it requests: karpenter#169',
    { agents: [agent('logs', { container: { resources: {} } })], beside: [limitRange] },
  ],
]);
