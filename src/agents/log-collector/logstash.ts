import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Reach } from '../reach';
import type { LogProduct } from './log-product';
import { LOGSTASH_API_PORT, LOGSTASH_BEATS_PORT, logstashConfig, logstashSettings } from './logstash-config';

const HOME = '/usr/share/logstash';
const LIMIT_MEBIBYTES = 1536;
const BEATS = { name: 'beats', number: LOGSTASH_BEATS_PORT };

/** Logstash, from Elastic's image: a receiver on each node. */
export const LOGSTASH: LogProduct = {
  name: 'logstash',
  reads: 'nothing',
  image: () => 'docker.elastic.co/logstash/logstash:9.5.2',
  configDirectory: `${HOME}/pipeline`,
  configFile: 'logstash.conf',
  settings: { file: 'logstash.yml', path: `${HOME}/config/logstash.yml`, render: logstashSettings },
  nodeNameVariable: 'NODE_NAME',
  // Half of what the container may have: what is read of the queue, and the buffers of the network, come on top.
  variables: (memoryMebibytes = LIMIT_MEBIBYTES) => {
    const heap = `${Math.floor(memoryMebibytes / 2)}m`;
    return { LS_JAVA_OPTS: `-Xms${heap} -Xmx${heap}` };
  },
  scratch: ['/tmp', `${HOME}/logs`],
  reach: Reach.localService(),
  // It has to deliver, or store, what its pipeline holds.
  defaults: { terminationGracePeriod: Duration.seconds(60) },
  resources: {
    cpu: { request: kplus.Cpu.millis(250) },
    memory: { request: Size.mebibytes(1024), limit: Size.mebibytes(LIMIT_MEBIBYTES) },
  },
  metadataRules: [],
  serves: {
    ports: [BEATS, { name: 'api', number: LOGSTASH_API_PORT }],
    liveness: kplus.Probe.fromHttpGet('/', {
      port: LOGSTASH_API_PORT,
      // The virtual machine and the pipeline take a minute or more to start.
      initialDelaySeconds: Duration.seconds(60),
      periodSeconds: Duration.seconds(30),
      timeoutSeconds: Duration.seconds(5),
      failureThreshold: 6,
    }),
    readiness: kplus.Probe.fromTcpSocket({ port: LOGSTASH_BEATS_PORT }),
    receivers: [BEATS],
  },
  render: logstashConfig,
};
