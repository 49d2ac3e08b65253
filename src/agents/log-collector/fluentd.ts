import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { FLUENTD_METRICS_PORT, FLUENTD_MONITOR_PORT, fluentdConfig } from './fluentd-config';
import type { LogProduct } from './log-product';
import type { LogTarget } from './log-target';

const REPOSITORY = 'docker.io/fluent/fluentd-kubernetes-daemonset';

/** Fluentd, from its images for Kubernetes. */
export function fluentd(withMetrics: boolean): LogProduct {
  const health = kplus.Probe.fromHttpGet('/api/plugins.json', {
    port: FLUENTD_MONITOR_PORT,
    periodSeconds: Duration.seconds(30),
    timeoutSeconds: Duration.seconds(5),
    // Elasticsearch is asked for its version before anything is served, with pauses of up to minutes while it is away.
    failureThreshold: 10,
  });
  return {
    name: 'fluentd',
    image,
    reads: 'logs',
    configDirectory: '/fluentd/etc',
    configFile: 'fluent.conf',
    positionFile: 'containers.pos',
    // Without it the metadata plugin watches the pods of the whole cluster from every node.
    nodeNameVariable: 'K8S_NODE_NAME',
    scratch: ['/tmp'],
    resources: {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(200), limit: Size.mebibytes(512) },
    },
    metadataRules: [
      { verbs: ['get', 'list', 'watch'], endpoints: [kplus.ApiResource.PODS, kplus.ApiResource.NAMESPACES] },
    ],
    serves: {
      ports: [
        { name: 'monitor', number: FLUENTD_MONITOR_PORT },
        ...(withMetrics ? [{ name: 'metrics', number: FLUENTD_METRICS_PORT }] : []),
      ],
      liveness: health,
      readiness: kplus.Probe.fromHttpGet('/api/plugins.json', { port: FLUENTD_MONITOR_PORT }),
      metrics: withMetrics ? { port: FLUENTD_METRICS_PORT, path: '/metrics' } : undefined,
    },
    render: (pipeline, faults) => fluentdConfig(pipeline, withMetrics, faults),
  };
}

/** Upstream builds one image for each output; the one for Elasticsearch can do all that the one for forward can. */
function image(target?: LogTarget): string {
  return `${REPOSITORY}:v1.19.3-debian-${variant(target)}-1.1`;
}

function variant(target?: LogTarget): string {
  switch (target?.kind) {
    case undefined:
    case 'elasticsearch':
      return 'elasticsearch8';
    case 'opensearch':
      return 'opensearch';
    case 'kafka':
      return 'kafka2';
    default:
      return 'forward';
  }
}
