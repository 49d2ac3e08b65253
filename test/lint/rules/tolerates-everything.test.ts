import { toleratesEverything } from '../../../src/lint/rules/tolerates-everything';
import { agent, describeRule, hostMount, nodeAffinity } from '../lint-fixture';

describeRule(toleratesEverything, [
  [
    'a CSI driver runs before the network plugin does: hawk#1420',
    { agents: [agent('ebs-csi-node', { spec: { tolerations: [{ operator: 'Exists' }] } })] },
    'ebs-csi-node: tolerates every taint: *',
  ],
  [
    'both effects come to the same: secrets-store-csi-driver#1177',
    {
      agents: [
        agent('npd', {
          spec: {
            tolerations: [
              { operator: 'Exists', effect: 'NoSchedule' },
              { operator: 'Exists', effect: 'NoExecute' },
            ],
          },
        }),
      ],
    },
    'npd: tolerates every taint: *:NoSchedule, *:NoExecute',
  ],
  [
    'on the host network, and so on virtual nodes too: falcon-helm#118',
    { agents: [agent('falcon', { spec: { hostNetwork: true, tolerations: [{ operator: 'Exists' }] } })] },
    'falcon: tolerates every taint: *',
  ],
  [
    'on the host network and off virtual nodes',
    {
      agents: [
        agent('exporter', {
          spec: {
            hostNetwork: true,
            tolerations: [{ operator: 'Exists' }],
            affinity: nodeAffinity([
              { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] },
              { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] },
            ]),
          },
        }),
      ],
    },
  ],
  [
    'a network plugin must come first',
    {
      agents: [
        agent('calico-node', {
          ...hostMount('/etc/cni/net.d', 'DirectoryOrCreate'),
          spec: { ...hostMount('/etc/cni/net.d', 'DirectoryOrCreate').spec, tolerations: [{ operator: 'Exists' }] },
        }),
      ],
    },
  ],
  [
    'it says why',
    {
      agents: [
        agent('npd', {
          spec: { tolerations: [{ operator: 'Exists' }] },
          metadata: {
            annotations: { 'cdk8s-node-agents/lint.tolerates-everything': 'reports broken nodes, tainted or not' },
          },
        }),
      ],
    },
  ],
  [
    'named taints',
    { agents: [agent('logs', { spec: { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }] } })] },
  ],
]);
