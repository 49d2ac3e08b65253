import { DEFAULT, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const RUNTIMES: Upstreams = {
  'Kata Containers': {
    source: 'kata-containers/kata-containers tools/packaging/kata-deploy/helm-chart 4.1.0 @7c6ba40c54',
    capabilities: DEFAULT,
    writes: ['/etc/containerd', '/etc/crio', '/etc/systemd/system', '/opt/kata', '/run/lock', '/run/systemd/private'],
    permissions: { nodes: 'get patch', 'nodes/proxy': 'get', daemonsets: READ },
  },
  gVisor: {
    source: 'google/gvisor tools/gvisor_k8s_tool/spec/spec.go',
    privileged: 'init',
    capabilities: [...DEFAULT, 'SYS_ADMIN'],
    hostNamespaces: ['hostPID'],
    writes: ['/'],
    permissions: {},
  },
};
