import { Secret } from 'cdk8s-plus-28';
import type { CatalogueGroup } from '../catalogue-agent';
import { Metrics, MetricsAgent, NodeExporter, NodeSet, WindowsExporter } from 'cdk8s-node-agents';

export const MONITORING: CatalogueGroup = {
  namespace: 'monitoring',
  title: 'Metrics',
  agents: [
    {
      name: 'Node Exporter',
      upstream: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus-node-exporter',
      compose: (chart, id) => new NodeExporter(chart, id),
    },
    {
      name: 'Windows Exporter',
      upstream: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus-windows-exporter',
      compose: (chart, id) => new WindowsExporter(chart, id),
    },
    {
      name: 'Telegraf',
      product: 'Metrics.telegraf',
      upstream: 'https://github.com/influxdata/helm-charts/tree/master/charts/telegraf-ds',
      compose: (chart, id) => new MetricsAgent(chart, id, { agent: Metrics.telegraf() }),
    },
    {
      name: 'cAdvisor',
      product: 'Metrics.cadvisor',
      upstream: 'https://github.com/google/cadvisor/tree/master/deploy/kubernetes',
      compose: (chart, id) => new MetricsAgent(chart, id, { agent: Metrics.cadvisor() }),
    },
    {
      name: 'Datadog Agent',
      product: 'Metrics.datadog',
      upstream: 'https://github.com/DataDog/helm-charts/tree/main/charts/datadog',
      compose: (chart, id) =>
        new MetricsAgent(chart, id, {
          agent: Metrics.datadog({
            apiKey: { secret: Secret.fromSecretName(chart, 'DatadogKey', 'datadog'), key: 'api-key' },
          }),
        }),
    },
    {
      name: 'Datadog Agent on Windows',
      product: 'Metrics.datadog',
      upstream: 'https://github.com/DataDog/helm-charts/tree/main/charts/datadog',
      compose: (chart, id) =>
        new MetricsAgent(chart, id, {
          agent: Metrics.datadog({
            apiKey: { secret: Secret.fromSecretName(chart, 'DatadogKeyOnWindows', 'datadog'), key: 'api-key' },
          }),
          nodes: NodeSet.windows(),
        }),
    },
    {
      name: 'collectd',
      product: 'Metrics.collectd',
      upstream: 'https://www.collectd.org/documentation/manpages/collectd.conf.html',
      compose: (chart, id) =>
        new MetricsAgent(chart, id, { agent: Metrics.collectd({ image: 'registry.example.com/collectd:5.12.0' }) }),
    },
    {
      name: 'DCGM exporter',
      product: 'Metrics.dcgmExporter',
      upstream: 'https://github.com/NVIDIA/dcgm-exporter/blob/main/dcgm-exporter.yaml',
      compose: (chart, id) => new MetricsAgent(chart, id, { agent: Metrics.dcgmExporter() }),
    },
  ],
};
