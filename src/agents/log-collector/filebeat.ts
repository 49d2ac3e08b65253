import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { FILEBEAT_HTTP_PORT, filebeatConfig } from './filebeat-config';
import type { LogProduct } from './log-product';

/** Filebeat, from Elastic's image without a distribution below it. */
export const FILEBEAT: LogProduct = {
  name: 'filebeat',
  image: () => 'docker.elastic.co/beats/filebeat-wolfi:9.5.2',
  args: () => ['-c', '/etc/filebeat/filebeat.yml', '-e'],
  reads: 'logs',
  configDirectory: '/etc/filebeat',
  configFile: 'filebeat.yml',
  nodeNameVariable: 'NODE_NAME',
  scratch: [],
  resources: {
    cpu: { request: kplus.Cpu.millis(100) },
    memory: { request: Size.mebibytes(100), limit: Size.mebibytes(512) },
  },
  metadataRules: [{ verbs: ['get', 'list', 'watch'], endpoints: [kplus.ApiResource.PODS] }],
  serves: {
    ports: [{ name: 'http', number: FILEBEAT_HTTP_PORT }],
    liveness: kplus.Probe.fromHttpGet('/', { port: FILEBEAT_HTTP_PORT, periodSeconds: Duration.seconds(30) }),
    readiness: kplus.Probe.fromHttpGet('/', { port: FILEBEAT_HTTP_PORT }),
  },
  render: filebeatConfig,
};
