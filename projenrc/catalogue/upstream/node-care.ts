import { DEFAULT } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const NODE_CARE: Upstreams = {
  'Image pre-puller': {
    source: 'jupyterhub/zero-to-jupyterhub-k8s, continuous image puller',
    capabilities: [],
    writes: [],
    permissions: {},
  },
  'Node cleaner': { none: 'Eraser makes single pods, no DaemonSet' },
  'Node initializer': {
    source: 'GoogleCloudPlatform/k8s-node-tools',
    privileged: 'init',
    capabilities: DEFAULT,
    hostNamespaces: ['hostNetwork', 'hostPID'],
    writes: ['/'],
    permissions: {},
  },
  'Node debugger': { none: 'netshoot ships no DaemonSet' },
  'Node Problem Detector': {
    source: 'kubernetes/node-problem-detector deployment @6632ca67, and chart 2.4.1 of deliveryhero',
    privileged: 'main',
    capabilities: [],
    writes: [],
    permissions: { nodes: 'get', 'nodes/status': 'patch', events: 'create patch update' },
  },
  Kured: {
    source: 'kubereboot/kured 1.23.0 @51220cc',
    privileged: 'main',
    capabilities: [],
    hostNamespaces: ['hostPID'],
    writes: [],
    permissions: {
      nodes: 'get patch',
      pods: 'list delete get',
      'pods/eviction': 'create',
      daemonsets: 'get update',
    },
  },
  'Any agent': { none: 'an agent of your own' },
};
