import { SecurityAgent, SecuritySensor } from 'cdk8s-node-agents';
import type { CatalogueGroup } from '../catalogue-agent';

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
  ],
};
