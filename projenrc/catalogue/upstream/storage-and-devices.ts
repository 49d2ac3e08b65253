import { DEFAULT, KUBELET, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const STORAGE_AND_DEVICES: Upstreams = {
  EBS: {
    source: 'kubernetes-sigs/aws-ebs-csi-driver deploy/kubernetes/base/node.yaml v1.64.0 @429e202e',
    privileged: 'main',
    capabilities: DEFAULT,
    writes: [KUBELET, '/dev'],
    permissions: { nodes: `${READ} patch`, csinodes: 'get', volumeattachments: READ },
  },
  NFS: {
    source: 'kubernetes-csi/csi-driver-nfs deploy/csi-nfs-node.yaml @d3b27c00',
    privileged: 'main',
    capabilities: DEFAULT,
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
    capabilities: [],
    writes: [`${KUBELET}/device-plugins`],
    permissions: {},
  },
  'Any device plugin': { none: 'as its vendor ships it' },
  'Node Feature Discovery worker': {
    source: 'kubernetes-sigs/node-feature-discovery deployment/helm @76e6cc8cc',
    capabilities: [],
    writes: [],
    permissions: { nodefeatures: 'create get update delete', pods: 'get' },
  },
  'Backup of local disks': { none: 'there are tools for it, such as restic, and no DaemonSet of theirs' },
};
