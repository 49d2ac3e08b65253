import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { FLUENT_BIT_HTTP_PORT, fluentBitConfig } from './fluent-bit-config';
import type { LogProduct } from './log-product';
import { WindowsServer } from '../windows-server';

const REPOSITORY = 'cr.fluentbit.io/fluent/fluent-bit';
const VERSION = '5.1.1';

/** Fluent Bit, from its own image: distroless, without a shell, and started as root. */
export const FLUENT_BIT: LogProduct = {
  name: 'fluent-bit',
  image: () => `${REPOSITORY}:${VERSION}`,
  args: () => ['--workdir=/fluent-bit/etc', '--config=/fluent-bit/etc/conf/fluent-bit.yaml'],
  reads: 'logs',
  configDirectory: '/fluent-bit/etc/conf',
  configFile: 'fluent-bit.yaml',
  positionFile: 'containers.db',
  nodeNameVariable: 'NODE_NAME',
  scratch: [],
  resources: {
    cpu: { request: kplus.Cpu.millis(50) },
    memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) },
  },
  // It asks for one pod and one namespace at a time and watches nothing.
  metadataRules: [{ verbs: ['get'], endpoints: [kplus.ApiResource.PODS, kplus.ApiResource.NAMESPACES] }],
  serves: {
    ports: [{ name: 'http', number: FLUENT_BIT_HTTP_PORT }],
    liveness: kplus.Probe.fromHttpGet('/', { port: FLUENT_BIT_HTTP_PORT, periodSeconds: Duration.seconds(30) }),
    // Fails when deliveries fail, so a rollout of a wrong output stops instead of reaching every node.
    readiness: kplus.Probe.fromHttpGet('/api/v1/health', { port: FLUENT_BIT_HTTP_PORT }),
    metrics: { port: FLUENT_BIT_HTTP_PORT, path: '/api/v2/metrics/prometheus' },
  },
  windows: {
    args: () => ['-c', 'C:\\fluent-bit\\etc\\conf\\fluent-bit.yaml'],
    configDirectory: 'C:\\fluent-bit\\etc\\conf',
    images: () => ({
      [WindowsServer.LTSC_2022]: `${REPOSITORY}:windows-2022-${VERSION}`,
      [WindowsServer.LTSC_2025]: `${REPOSITORY}:windows-2025-${VERSION}`,
    }),
  },
  render: fluentBitConfig,
};
