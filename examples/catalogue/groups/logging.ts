import type { CatalogueGroup } from '../catalogue-agent';
import { Collector, LogCollector, LogOutput, NodeSet, WindowsServer } from 'cdk8s-node-agents';

const elasticsearch = LogOutput.elasticsearch({ host: 'logs.example.com' });
const windows = NodeSet.windows(WindowsServer.LTSC_2022);
const loki = LogOutput.loki({ url: 'https://loki.example.com' });

export const LOGGING: CatalogueGroup = {
  namespace: 'logging',
  title: 'Logs',
  agents: [
    {
      name: 'Fluent Bit',
      product: 'Collector.fluentBit',
      upstream: 'https://github.com/fluent/helm-charts/tree/main/charts/fluent-bit',
      compose: (chart, id) =>
        new LogCollector(chart, id, { collector: Collector.fluentBit({ output: elasticsearch }) }),
    },
    {
      name: 'Fluent Bit on Windows',
      product: 'Collector.fluentBit',
      upstream: 'https://docs.fluentbit.io/manual/installation/downloads/kubernetes',
      compose: (chart, id) =>
        new LogCollector(chart, id, {
          collector: Collector.fluentBit({ output: elasticsearch }),
          nodes: windows,
        }),
    },
    {
      name: 'Fluentd',
      product: 'Collector.fluentd',
      upstream: 'https://github.com/fluent/fluentd-kubernetes-daemonset',
      compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.fluentd({ output: elasticsearch }) }),
    },
    {
      name: 'Vector',
      product: 'Collector.vector',
      upstream: 'https://github.com/vectordotdev/helm-charts/tree/develop/charts/vector',
      compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.vector({ output: elasticsearch }) }),
    },
    {
      name: 'OpenTelemetry Collector',
      product: 'Collector.openTelemetry',
      upstream: 'https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-collector',
      compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.openTelemetry({ output: loki }) }),
    },
    {
      name: 'OpenTelemetry Collector on Windows',
      product: 'Collector.openTelemetry',
      upstream:
        'https://github.com/open-telemetry/opentelemetry-collector-releases/tree/main/distributions/otelcol-k8s',
      compose: (chart, id) =>
        new LogCollector(chart, id, {
          collector: Collector.openTelemetry({ output: loki }),
          nodes: windows,
        }),
    },
    {
      name: 'Filebeat',
      product: 'Collector.filebeat',
      upstream: 'https://github.com/elastic/beats/blob/main/deploy/kubernetes/filebeat-kubernetes.yaml',
      compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.filebeat({ output: elasticsearch }) }),
    },
    {
      name: 'Grafana Alloy',
      product: 'Collector.alloy',
      upstream: 'https://github.com/grafana/alloy/tree/main/operations/helm/charts/alloy',
      compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.alloy({ output: loki }) }),
    },
    {
      name: 'Grafana Alloy on Windows',
      product: 'Collector.alloy',
      upstream: 'https://grafana.com/docs/alloy/latest/set-up/install/docker/',
      compose: (chart, id) =>
        new LogCollector(chart, id, { collector: Collector.alloy({ output: loki }), nodes: windows }),
    },
    {
      name: 'Logstash',
      product: 'Collector.logstash',
      upstream: 'https://www.elastic.co/docs/reference/logstash',
      compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.logstash({ output: elasticsearch }) }),
    },
  ],
};
