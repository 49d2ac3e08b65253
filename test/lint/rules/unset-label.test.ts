import { unsetLabel } from '../../../src/lint/rules/unset-label';
import { node } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

const gpu = { taints: [{ key: 'nvidia.com/gpu', value: 'true', effect: 'NoSchedule' }] };
const gpuNode = node('gpu', gpu);
const plugin = agent('device-plugin', {
  spec: {
    nodeSelector: { 'feature.node.kubernetes.io/pci-10de.present': 'true' },
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
  },
});
const worker = (tolerations: object[] = []) =>
  agent('nfd-worker', {
    container: { image: 'registry.k8s.io/nfd/node-feature-discovery:v0.17.3' },
    spec: { tolerations },
  });

describeRule(unsetLabel, [
  [
    'the agent is not meant for the nodes that the discoverer leaves out',
    {
      cluster: [node('gpu', { ...gpu, labels: { 'kubernetes.io/os': 'windows' } })],
      agents: [
        agent('device-plugin', {
          spec: {
            nodeSelector: { 'feature.node.kubernetes.io/pci-10de.present': 'true', 'kubernetes.io/os': 'linux' },
            tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
          },
        }),
        worker(),
      ],
    },
  ],
  [
    'the discoverer does not tolerate the taint of the nodes: k8s-device-plugin#1934',
    { cluster: [gpuNode], agents: [plugin, worker()] },
    'device-plugin: needs the label feature.node.kubernetes.io/pci-10de.present, which agents/nfd-worker sets, and that does not tolerate nvidia.com/gpu=true:NoSchedule of gpu',
  ],
  [
    'the discoverer is not deployed, and no node has the label: gpu-operator#2717',
    { cluster: [gpuNode], agents: [plugin] },
    'device-plugin: needs the label feature.node.kubernetes.io/pci-10de.present, which no node has and Node Feature Discovery sets, and that is not among the agents',
  ],
  [
    'the discoverer runs there',
    { cluster: [gpuNode], agents: [plugin, worker([{ key: 'nvidia.com/gpu', operator: 'Exists' }])] },
  ],
  [
    'the label is there already',
    {
      cluster: [node('gpu', { ...gpu, labels: { 'feature.node.kubernetes.io/pci-10de.present': 'true' } })],
      agents: [plugin, worker()],
    },
  ],
  ['people set the label', { agents: [agent('logs', { spec: { nodeSelector: { 'example.com/logging': 'true' } } })] }],
  [
    'an agent says that it sets the label, and does not tolerate the taint of the nodes',
    {
      cluster: [gpuNode, node('plain')],
      agents: [
        agent('cache', {
          spec: {
            nodeSelector: { 'example.com/disk-ready': 'true' },
            tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
          },
        }),
        agent('disk-setup', {
          metadata: {
            annotations: { 'cdk8s-node-agents/bootstrap': '{provides: {labels: {example.com/disk-ready: "true"}}}' },
          },
        }),
      ],
    },
    'cache: needs the label example.com/disk-ready, which agents/disk-setup sets, and that does not tolerate nvidia.com/gpu=true:NoSchedule of gpu',
  ],
]);
