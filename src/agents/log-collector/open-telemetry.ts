import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Reach } from '../reach';
import type { LogProduct } from './log-product';
import type { LogTarget } from './log-target';
import { OTEL_HEALTH_PORT, OTEL_METRICS_PORT, OTLP_PORTS, openTelemetryConfig } from './open-telemetry-config';
import { WindowsServer } from '../windows-server';

const REGISTRY = 'ghcr.io/open-telemetry/opentelemetry-collector-releases';

/** The OpenTelemetry Collector: its images hold nothing but the program, which is their entry point. */
export function openTelemetry(otlpReceiver: boolean): LogProduct {
  const receivers = otlpReceiver ? OTLP_PORTS : [];
  return {
    name: 'open-telemetry',
    image,
    args: () => ['--config=/conf/relay.yaml'],
    reads: 'pod logs',
    configDirectory: '/conf',
    configFile: 'relay.yaml',
    nodeNameVariable: 'K8S_NODE_NAME',
    scratch: [],
    reach: otlpReceiver ? Reach.localService() : undefined,
    resources: {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
    },
    metadataRules: [{ verbs: ['get', 'list', 'watch'], endpoints: [kplus.ApiResource.PODS] }],
    serves: {
      ports: [
        { name: 'health', number: OTEL_HEALTH_PORT },
        { name: 'metrics', number: OTEL_METRICS_PORT },
        ...receivers,
      ],
      liveness: kplus.Probe.fromHttpGet('/', { port: OTEL_HEALTH_PORT, periodSeconds: Duration.seconds(30) }),
      readiness: kplus.Probe.fromHttpGet('/', { port: OTEL_HEALTH_PORT }),
      metrics: { port: OTEL_METRICS_PORT, path: '/metrics' },
      receivers,
    },
    windows: {
      args: () => ['--config=C:\\conf\\relay.yaml'],
      configDirectory: 'C:\\conf',
      images: (target) => ({
        [WindowsServer.LTSC_2019]: `${image(target)}-windows-2019-amd64`,
        [WindowsServer.LTSC_2022]: `${image(target)}-windows-2022-amd64`,
      }),
    },
    render: (pipeline, faults) => openTelemetryConfig(pipeline, otlpReceiver, faults),
  };
}

/** The distribution for Kubernetes can deliver by OTLP alone; contrib, which is larger, can all. */
function image(target?: LogTarget): string {
  const small = target?.kind === 'otlp' || target?.kind === 'loki' || target?.kind === 'stdout';
  return `${REGISTRY}/opentelemetry-collector-${small ? 'k8s' : 'contrib'}:0.158.0`;
}
