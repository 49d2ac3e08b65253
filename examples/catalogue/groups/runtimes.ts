import type { CatalogueGroup } from '../catalogue-agent';
import { RuntimeInstaller, SandboxRuntime } from 'cdk8s-node-agents';

export const RUNTIMES: CatalogueGroup = {
  namespace: 'runtimes',
  title: 'Runtimes',
  agents: [
    {
      name: 'Kata Containers',
      product: 'SandboxRuntime.kata',
      upstream: 'https://github.com/kata-containers/kata-containers/tree/main/tools/packaging/kata-deploy/helm-chart',
      compose: (chart, id) => new RuntimeInstaller(chart, id, { runtime: SandboxRuntime.kata() }),
    },
    {
      name: 'gVisor',
      product: 'SandboxRuntime.gvisor',
      upstream: 'https://github.com/google/gvisor/blob/master/tools/gvisor_k8s_tool/spec/spec.go',
      compose: (chart, id) =>
        new RuntimeInstaller(chart, id, {
          runtime: SandboxRuntime.gvisor({ installerImage: 'registry.example.com/runsc:20261109' }),
        }),
    },
  ],
};
