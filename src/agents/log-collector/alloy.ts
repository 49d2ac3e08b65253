import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ALLOY_HTTP_PORT, alloyConfig } from './alloy-config';
import type { LogProduct } from './log-product';
import { WindowsServer } from '../windows-server';

const IMAGE = 'docker.io/grafana/alloy:v1.18.1';

/** Grafana Alloy, from its own image. */
export const ALLOY: LogProduct = {
  name: 'alloy',
  image: () => IMAGE,
  args: (stateDirectory) => run('/etc/alloy/config.alloy', stateDirectory),
  reads: 'pod logs',
  configDirectory: '/etc/alloy',
  configFile: 'config.alloy',
  nodeNameVariable: 'NODE_NAME',
  scratch: ['/tmp'],
  // It has a minute to deliver what waits in memory, and then stores its positions.
  defaults: { terminationGracePeriod: Duration.seconds(75), minReady: Duration.seconds(10) },
  resources: {
    cpu: { request: kplus.Cpu.millis(100) },
    memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
  },
  metadataRules: [{ verbs: ['get', 'list', 'watch'], endpoints: [kplus.ApiResource.PODS] }],
  serves: {
    ports: [{ name: 'http', number: ALLOY_HTTP_PORT }],
    liveness: kplus.Probe.fromHttpGet('/-/ready', { port: ALLOY_HTTP_PORT, periodSeconds: Duration.seconds(30) }),
    readiness: kplus.Probe.fromHttpGet('/-/ready', { port: ALLOY_HTTP_PORT }),
    metrics: { port: ALLOY_HTTP_PORT, path: '/metrics' },
  },
  windows: {
    args: (stateDirectory) => run('C:\\etc\\alloy\\config.alloy', stateDirectory),
    configDirectory: 'C:\\etc\\alloy',
    images: () => ({ [WindowsServer.LTSC_2022]: `${IMAGE}-windowsservercore-ltsc2022` }),
  },
  render: alloyConfig,
};

function run(config: string, stateDirectory: string): string[] {
  return [
    'run',
    config,
    `--storage.path=${stateDirectory}`,
    `--server.http.listen-addr=0.0.0.0:${ALLOY_HTTP_PORT}`,
    // It would show its environment, with the secrets of the output in it.
    '--server.http.disable-support-bundle',
    '--disable-reporting',
    // The queue on the node is younger than that.
    '--stability.level=public-preview',
  ];
}
