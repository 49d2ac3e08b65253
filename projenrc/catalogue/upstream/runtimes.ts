import { DEFAULT, READ } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const RUNTIMES: Upstreams = {
  'Kata Containers': {
    source: 'kata-containers/kata-containers tools/packaging/kata-deploy/helm-chart 4.1.0 @7c6ba40c54',
    link: 'https://github.com/kata-containers/kata-containers/tree/7c6ba40c54ea29b459b4997cff948caaba4e658b/tools/packaging/kata-deploy/helm-chart/kata-deploy',
    capabilities: DEFAULT,
    writes: ['/etc/containerd', '/etc/crio', '/etc/systemd/system', '/opt/kata', '/run/lock', '/run/systemd/private'],
    reads: ['/bin', '/boot', '/etc/machine-id', '/sbin', '/usr/bin', '/usr/local/bin', '/usr/local/sbin', '/usr/sbin'],
    permissions: { nodes: 'get patch', 'nodes/proxy': 'get', daemonsets: READ },
  },
  gVisor: {
    source: 'google/gvisor tools/gvisor_k8s_tool/spec/spec.go',
    link: 'https://github.com/google/gvisor/blob/a6f64111fcefd7517fdf89428a58d9803eed6f7c/tools/gvisor_k8s_tool/spec/spec.go',
    privileged: 'init',
    capabilities: [...DEFAULT, 'SYS_ADMIN'],
    hostNamespaces: ['hostPID'],
    writes: ['/'],
    permissions: {},
  },
};
