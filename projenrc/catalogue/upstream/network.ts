import { DEFAULT, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const NETWORK: Upstreams = {
  Flannel: {
    source: 'flannel-io/flannel Documentation/kube-flannel.yml @cdf76059',
    capabilities: [...DEFAULT, 'NET_ADMIN', 'NET_RAW'],
    hostNamespaces: ['hostNetwork'],
    writes: ['/run/flannel', '/opt/cni/bin', '/etc/cni/net.d', '/run/xtables.lock'],
    permissions: { pods: 'get', nodes: READ, 'nodes/status': 'patch' },
  },
  'kube-proxy': {
    source: 'kubernetes/kubernetes cmd/kubeadm/app/phases/addons/proxy/manifests.go 1.35',
    privileged: 'main',
    capabilities: [],
    hostNamespaces: ['hostNetwork'],
    writes: ['/run/xtables.lock'],
    permissions: {},
    clusterRoles: ['system:node-proxier'],
  },
  Envoy: {
    source: 'projectcontour/contour examples/contour/03-envoy.yaml',
    capabilities: DEFAULT,
    writes: [],
    permissions: {},
  },
};
