import { NodeExporter } from 'cdk8s-node-agents';
import type { CatalogueGroup } from '../catalogue-agent';

export const MONITORING: CatalogueGroup = {
  namespace: 'monitoring',
  title: 'Metrics',
  agents: [
    {
      name: 'Node Exporter',
      upstream: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus-node-exporter',
      compose: (chart, id) => new NodeExporter(chart, id),
    },
  ],
};
