import { nodeCriticalPriority } from '../../../src/lint/rules/node-critical-priority';
import { node, priorityClass } from '../../fixtures';
import { agent, describeRule, hostMount } from '../lint-fixture';

describeRule(nodeCriticalPriority, [
  [
    'a network plugin: tigera/operator#1428',
    { agents: [agent('calico-node', hostMount('/opt/cni/bin', 'DirectoryOrCreate'))] },
    'calico-node: is a network plugin (CNI) and has no priorityClassName: its priority is 0',
  ],
  [
    'a network plugin that cluster-critical pods outrank: tigera/operator#1428',
    {
      cluster: [node('a'), priorityClass('calico-priority', 1000000)],
      agents: [
        agent('calico-node', {
          container: hostMount('/opt/cni/bin').container,
          spec: { ...hostMount('/opt/cni/bin').spec, priorityClassName: 'calico-priority' },
        }),
      ],
    },
    'calico-node: is a network plugin (CNI) and its class is calico-priority: its priority is 1000000',
  ],
  [
    'a storage driver: cloud-provider-openstack#1460',
    {
      agents: [
        agent('cinder', { container: { image: 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.13.0' } }),
      ],
    },
    'cinder: is a storage driver (CSI) and has no priorityClassName: its priority is 0',
  ],
  [
    'a device plugin: network-operator#2960',
    { agents: [agent('rdma', hostMount('/var/lib/kubelet/device-plugins/', 'Directory'))] },
    'rdma: is a device plugin and has no priorityClassName: its priority is 0',
  ],
  [
    'kube-proxy',
    { agents: [agent('proxy', { container: { image: 'registry.k8s.io/kube-proxy:v1.36.2' } })] },
    'proxy: is kube-proxy and has no priorityClassName: its priority is 0',
  ],
  [
    'it is critical',
    {
      agents: [
        agent('proxy', {
          container: { image: 'registry.k8s.io/kube-proxy:v1.36.2' },
          spec: { priorityClassName: 'system-node-critical' },
        }),
      ],
    },
  ],
  [
    'it only looks at the plugins',
    { agents: [agent('monitor', hostMount('/opt/cni/bin', 'Directory', { readOnly: true }))] },
  ],
]);
