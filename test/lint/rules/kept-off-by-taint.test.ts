import { keptOffByTaint } from '../../../src/lint/rules/kept-off-by-taint';
import { node } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

const tainted = (name: string, key: string, value?: string) =>
  node(name, { taints: [{ key, value, effect: 'NoSchedule' }] });

describeRule(keptOffByTaint, [
  [
    'the logs of the GPU pool are missing: grafana/agent#1706',
    { cluster: [node('a'), tainted('gpu-1', 'nvidia.com/gpu', 'present')], agents: [agent('logs')] },
    'logs: does not tolerate nvidia.com/gpu=present:NoSchedule, so it does not run on gpu-1',
  ],
  [
    'two pools with taints of their own are told together',
    { cluster: [tainted('a', 'dedicated', 'infra'), tainted('b', 'nvidia.com/gpu')], agents: [agent('logs')] },
    'logs: does not tolerate dedicated=infra:NoSchedule, nvidia.com/gpu:NoSchedule, so it does not run on a, b',
  ],
  [
    'the taint is tolerated',
    {
      cluster: [tainted('gpu-1', 'nvidia.com/gpu', 'present')],
      agents: [agent('logs', { spec: { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }] } })],
    },
  ],
  [
    'a label keeps it off as well',
    {
      cluster: [node('a'), tainted('gpu-1', 'nvidia.com/gpu', 'present')],
      agents: [agent('logs', { spec: { nodeSelector: { 'kubernetes.io/hostname': 'a' } } })],
    },
  ],
  [
    'the taint passes, as that of a node which Karpenter drains',
    { cluster: [node('a'), tainted('b', 'karpenter.sh/disrupted')], agents: [agent('logs')] },
  ],
  [
    'the node is no machine',
    { cluster: [node('a'), tainted('b', 'virtual-kubelet.io/provider', 'azure')], agents: [agent('logs')] },
  ],
]);
