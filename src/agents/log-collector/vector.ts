import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { LogProduct } from './log-product';
import { VECTOR_METRICS_PORT, vectorConfig } from './vector-config';

/** Vector, from its own image: distroless, without a shell, and started as root. */
export const VECTOR: LogProduct = {
  name: 'vector',
  image: () => 'docker.io/timberio/vector:0.56.0-distroless-libc',
  args: () => ['--config', '/etc/vector/vector.yaml'],
  reads: 'pod logs',
  configDirectory: '/etc/vector',
  configFile: 'vector.yaml',
  nodeNameVariable: 'VECTOR_SELF_NODE_NAME',
  // From 0.57 on it takes nothing from the environment unless told to; earlier ones do not know the variable.
  variables: () => ({ VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION: 'true' }),
  scratch: [],
  // On its way out it delivers what it holds in memory, which upstream gives a minute as well.
  defaults: { terminationGracePeriod: Duration.seconds(60) },
  resources: {
    cpu: { request: kplus.Cpu.millis(100) },
    memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
  },
  metadataRules: [
    {
      verbs: ['list', 'watch'],
      endpoints: [kplus.ApiResource.PODS, kplus.ApiResource.NAMESPACES, kplus.ApiResource.NODES],
    },
  ],
  serves: {
    ports: [{ name: 'metrics', number: VECTOR_METRICS_PORT }],
    liveness: kplus.Probe.fromHttpGet('/metrics', {
      port: VECTOR_METRICS_PORT,
      periodSeconds: Duration.seconds(30),
      timeoutSeconds: Duration.seconds(5),
    }),
    readiness: kplus.Probe.fromHttpGet('/metrics', { port: VECTOR_METRICS_PORT, timeoutSeconds: Duration.seconds(5) }),
    metrics: { port: VECTOR_METRICS_PORT, path: '/metrics' },
  },
  render: vectorConfig,
};
