import type { CatalogueGroup } from '../catalogue-agent';
import { Device, DevicePlugin, NodeFeatureDiscovery } from 'cdk8s-node-agents';

export const DEVICES: CatalogueGroup = {
  namespace: 'devices',
  title: 'Devices',
  agents: [
    {
      name: 'NVIDIA device plugin',
      product: 'Device.nvidia',
      upstream: 'https://github.com/NVIDIA/k8s-device-plugin/tree/main/deployments/static',
      compose: (chart, id) => new DevicePlugin(chart, id, { device: Device.nvidia() }),
    },
    {
      name: 'Any device plugin',
      product: 'Device.of',
      upstream: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
      compose: (chart, id) =>
        new DevicePlugin(chart, id, {
          device: Device.of('example.com/fpga', { image: 'registry.example.com/fpga-plugin:2.1.0' }),
        }),
    },
    {
      name: 'Node Feature Discovery worker',
      upstream:
        'https://github.com/kubernetes-sigs/node-feature-discovery/tree/master/deployment/helm/node-feature-discovery',
      compose: (chart, id) => new NodeFeatureDiscovery(chart, id),
    },
  ],
};
