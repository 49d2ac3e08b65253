import { Secret } from 'cdk8s-plus-28';
import type { CatalogueGroup } from '../catalogue-agent';
import { NodeSet, SecurityAgent, SecuritySensor, SysdigRegion } from 'cdk8s-node-agents';

export const SECURITY: CatalogueGroup = {
  namespace: 'security',
  title: 'Security',
  agents: [
    {
      name: 'Falco',
      product: 'SecuritySensor.falco',
      upstream: 'https://github.com/falcosecurity/charts/tree/master/charts/falco',
      compose: (chart, id) => new SecurityAgent(chart, id, { sensor: SecuritySensor.falco() }),
    },
    {
      name: 'Tetragon',
      product: 'SecuritySensor.tetragon',
      upstream: 'https://github.com/cilium/tetragon/tree/main/install/kubernetes/tetragon',
      compose: (chart, id) => new SecurityAgent(chart, id, { sensor: SecuritySensor.tetragon() }),
    },
    {
      name: 'Sysdig',
      product: 'SecuritySensor.sysdig',
      upstream: 'https://github.com/sysdiglabs/charts/tree/main/charts/shield',
      compose: (chart, id) =>
        new SecurityAgent(chart, id, {
          sensor: SecuritySensor.sysdig({
            accessKey: { secret: Secret.fromSecretName(chart, 'SysdigKey', 'sysdig'), key: 'key' },
            region: SysdigRegion.EU1,
          }),
        }),
    },
    {
      name: 'Sysdig on Windows',
      product: 'SecuritySensor.sysdig',
      upstream: 'https://github.com/sysdiglabs/charts/blob/main/charts/shield/templates/host/daemonset-windows.yaml',
      compose: (chart, id) =>
        new SecurityAgent(chart, id, {
          sensor: SecuritySensor.sysdig({
            accessKey: { secret: Secret.fromSecretName(chart, 'SysdigKeyOnWindows', 'sysdig'), key: 'key' },
            region: SysdigRegion.EU1,
            clusterName: 'example',
          }),
          nodes: NodeSet.windows(),
        }),
    },
    {
      name: 'Wazuh',
      product: 'SecuritySensor.wazuh',
      upstream: 'https://github.com/wazuh/wazuh-docker/tree/main/build-docker-images/wazuh-agent',
      compose: (chart, id) =>
        new SecurityAgent(chart, id, { sensor: SecuritySensor.wazuh({ manager: 'wazuh.example.com' }) }),
    },
    {
      name: 'Aqua',
      product: 'SecuritySensor.aqua',
      upstream: 'https://github.com/aquasecurity/aqua-helm/tree/master/enforcer',
      compose: (chart, id) =>
        new SecurityAgent(chart, id, {
          sensor: SecuritySensor.aqua({
            version: '2022.4.720',
            token: { secret: Secret.fromSecretName(chart, 'AquaKey', 'aqua'), key: 'key' },
          }),
        }),
    },
    {
      name: 'Aqua on Windows',
      product: 'SecuritySensor.aqua',
      upstream:
        'https://github.com/aquasecurity/aqua-helm/blob/master/enforcer/templates/enforcer-windows-daemonset.yaml',
      compose: (chart, id) =>
        new SecurityAgent(chart, id, {
          sensor: SecuritySensor.aqua({
            version: '2022.4.720',
            token: { secret: Secret.fromSecretName(chart, 'AquaKeyOnWindows', 'aqua'), key: 'key' },
          }),
          nodes: NodeSet.windows(),
        }),
    },
  ],
};
