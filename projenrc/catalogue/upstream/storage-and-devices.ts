import { DEFAULT, KUBELET, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const STORAGE_AND_DEVICES: Upstreams = {
  EBS: {
    source: 'kubernetes-sigs/aws-ebs-csi-driver deploy/kubernetes/base/node.yaml v1.64.0 @429e202e',
    link: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/429e202e589798e55c0f8ddcc81b2850b7f000d0/deploy/kubernetes/base/node.yaml',
    privileged: 'main',
    capabilities: DEFAULT,
    writes: [KUBELET, '/dev'],
    permissions: { nodes: `${READ} patch`, csinodes: 'get', volumeattachments: READ },
  },
  'EBS on Windows': {
    source: 'kubernetes-sigs/aws-ebs-csi-driver deploy/kubernetes/base/node-windows.yaml v1.64.0 @429e202e',
    link: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/429e202e589798e55c0f8ddcc81b2850b7f000d0/deploy/kubernetes/base/node-windows.yaml',
    capabilities: [],
    writes: [
      'C:\\var\\lib\\kubelet',
      ...['disk', 'volume', 'filesystem'].map((name) => `\\\\.\\pipe\\csi-proxy-${name}-v1`),
    ],
    permissions: { nodes: `${READ} patch`, csinodes: 'get', volumeattachments: READ },
  },
  NFS: {
    source: 'kubernetes-csi/csi-driver-nfs deploy/csi-nfs-node.yaml @d3b27c00',
    link: 'https://github.com/kubernetes-csi/csi-driver-nfs/blob/d3b27c00743a5317325107c1d2fb8fd4cf057a16/deploy/csi-nfs-node.yaml',
    privileged: 'main',
    capabilities: [],
    hostNamespaces: ['hostNetwork'],
    writes: [`${KUBELET}/pods`, `${KUBELET}/plugins/csi-nfsplugin`, `${KUBELET}/plugins_registry`],
    permissions: {},
    beyond: {
      [`writes ${KUBELET}/plugins/nfs.csi.k8s.io`]: 'the directory of its socket, which upstream calls csi-nfsplugin',
    },
  },
  'Any CSI driver': { none: 'as its vendor ships it' },
  'NVIDIA device plugin': {
    source: 'NVIDIA/k8s-device-plugin deployments/static v0.20.0 @1b826acc6',
    link: 'https://github.com/NVIDIA/k8s-device-plugin/blob/1b826acc6af3079d8923bac395c3124b8861a9a6/deployments/static/nvidia-device-plugin.yml',
    capabilities: [],
    writes: [`${KUBELET}/device-plugins`],
    permissions: {},
  },
  'Any device plugin': { none: 'as its vendor ships it' },
  'Node Feature Discovery worker': {
    source: 'kubernetes-sigs/node-feature-discovery deployment/helm @76e6cc8cc',
    link: 'https://github.com/kubernetes-sigs/node-feature-discovery/tree/76e6cc8cc0d54b8bce037098b72611ffdf66ef5a/deployment/helm/node-feature-discovery',
    capabilities: [],
    writes: [],
    reads: [
      '/boot',
      '/etc/kubernetes/node-feature-discovery/features.d',
      '/etc/os-release',
      '/lib',
      '/proc/swaps',
      '/sys',
      '/usr/lib',
    ],
    permissions: { nodefeatures: 'create get update delete', pods: 'get' },
  },
  'Backup of local disks': { none: 'there are tools for it, such as restic, and no DaemonSet of theirs' },
};
