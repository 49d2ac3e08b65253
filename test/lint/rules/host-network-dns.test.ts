import { hostNetworkDns } from '../../../src/lint/rules/host-network-dns';
import { agent, describeRule, hostMount } from '../lint-fixture';

describeRule(hostNetworkDns, [
  [
    'the policy is left out: 92 of 125 manifests on the host network',
    { agents: [agent('filebeat', { spec: { hostNetwork: true } })] },
    'filebeat: hostNetwork is true and dnsPolicy is not set: it cannot resolve names of services',
  ],
  [
    'the default is written out',
    { agents: [agent('filebeat', { spec: { hostNetwork: true, dnsPolicy: 'ClusterFirst' } })] },
    'filebeat: hostNetwork is true and dnsPolicy is ClusterFirst: it cannot resolve names of services',
  ],
  [
    'the policy is right',
    { agents: [agent('filebeat', { spec: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } })] },
  ],
  ['it needs no services', { agents: [agent('exporter', { spec: { hostNetwork: true, dnsPolicy: 'Default' } })] }],
  [
    'no name can be resolved before it has run: flannel',
    {
      agents: [
        agent('flannel', {
          container: hostMount('/etc/cni/net.d').container,
          spec: { ...hostMount('/etc/cni/net.d').spec, hostNetwork: true },
        }),
      ],
    },
  ],
  ['a network of its own', { agents: [agent('logs')] }],
]);
