import { DEFAULT } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const NODE_CARE: Upstreams = {
  'Image pre-puller': {
    source: 'jupyterhub/zero-to-jupyterhub-k8s, continuous image puller',
    link: 'https://github.com/jupyterhub/zero-to-jupyterhub-k8s/tree/main/jupyterhub/templates/image-puller',
    capabilities: [],
    writes: [],
    permissions: {},
  },
  'Image pre-puller on Windows': { none: "JupyterHub's puller is for Linux" },
  'Node cleaner': { none: 'Eraser makes single pods, no DaemonSet' },
  'Node initializer': {
    source: 'GoogleCloudPlatform/k8s-node-tools',
    link: 'https://github.com/GoogleCloudPlatform/k8s-node-tools',
    privileged: 'init',
    capabilities: DEFAULT,
    hostNamespaces: ['hostNetwork', 'hostPID'],
    writes: ['/'],
    permissions: {},
  },
  'Node debugger': { none: 'netshoot ships no DaemonSet' },
  'Node Problem Detector': {
    source: 'kubernetes/node-problem-detector deployment @6632ca67, and chart 2.4.1 of deliveryhero',
    link: 'https://github.com/kubernetes/node-problem-detector/tree/6632ca67148f7a23df9cdbd98d9e89b388561a3a/deployment',
    privileged: 'main',
    capabilities: [],
    writes: [],
    reads: ['/dev/kmsg', '/etc/localtime', '/var/log'],
    // The rules of system:node-problem-detector, a role that every cluster has.
    permissions: { nodes: 'get', 'nodes/status': 'patch', events: 'create patch update' },
    clusterRoles: ['system:node-problem-detector'],
  },
  'Node Problem Detector on Windows': {
    none: 'its project publishes the image, and no manifest for Windows nodes',
  },
  Kured: {
    source: 'kubereboot/kured 1.23.0 @51220cc',
    link: 'https://github.com/kubereboot/kured/blob/51220cc778a4c8cc5bdd35617697a2844887f8c7/kured-ds.yaml',
    privileged: 'main',
    capabilities: [],
    hostNamespaces: ['hostPID'],
    writes: [],
    reads: ['/var/run'],
    permissions: {
      nodes: 'get patch',
      pods: 'list delete get',
      'pods/eviction': 'create',
      daemonsets: 'get update',
    },
  },
  'Any agent': { none: 'an agent of your own' },
};
