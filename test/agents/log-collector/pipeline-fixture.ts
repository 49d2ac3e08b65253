import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { LogPipeline } from '../../../src/agents/log-collector/log-pipeline';

/** A pipeline of an agent `logs` in `agents`, to Elasticsearch unless said otherwise. */
export function pipelineOf(pipeline: Partial<LogPipeline> = {}): LogPipeline {
  return {
    target: LogOutput.elasticsearch({ host: 'logs.example.com' })._target,
    format: LogFormat.CRI,
    containerLogs: '/var/log/containers/*.log',
    exclude: ['/var/log/containers/logs-*_agents_collector-*.log'],
    podLogs: '/var/log/pods/*/*/*.log',
    excludePods: ['/var/log/pods/agents_logs-*/collector/*.log'],
    windows: false,
    stateDirectory: '/state',
    positionFile: '/state/positions',
    bufferDirectory: '/state/buffer',
    kubernetesMetadata: true,
    flushSeconds: 5,
    outputParameters: {},
    ...pipeline,
  };
}
