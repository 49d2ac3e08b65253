import { isNodeNetwork } from '../node-role';
import { LintRule } from '../rule';

export const hostNetworkDns: LintRule = {
  id: 'host-network-dns',
  severity: 'info',
  title: 'The agent is on the host network and its DNS policy is ClusterFirst.',
  why:
    'On the host network the kubelet treats ClusterFirst, which is also the default, as Default: names are resolved ' +
    'by the servers of the node, and no service of the cluster has a name. An agent that needs none says Default; one ' +
    'that brings up the network of its node can need none.',
  see: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy'],
  check: ({ planned, manifest }) =>
    planned.pod.hostNetwork && (manifest.dnsPolicy ?? 'ClusterFirst') === 'ClusterFirst' && !isNodeNetwork(manifest)
      ? [
          {
            message: `hostNetwork is true and dnsPolicy is ${manifest.dnsPolicy ?? 'not set'}: it cannot resolve names of services`,
            fix: 'write dnsPolicy: ClusterFirstWithHostNet, or Default if it needs no names of services',
          },
        ]
      : [],
};
