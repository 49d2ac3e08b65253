import type { OptionFaults } from '../option-faults';
import { yamlWithEnvironment } from './environment-yaml';
import { LogFormat } from './log-format';
import { LogPipeline, MAX_BUFFER_BYTES, MAX_LINE_BYTES, REFRESH_SECONDS } from './log-pipeline';
import { Structure, withStructuredParameters } from './structured-parameters';
import { origin, otlpRecord, parseLine, withoutDots } from './vector-remap';
import { vectorSink } from './vector-sink';

/** Port of the sink that serves Vector's own metrics; 9598 is Vector's default for it. */
export const VECTOR_METRICS_PORT = 9598;

/** Milliseconds after which the parts of a line that never ends are delivered as they are. */
const PARTIAL_LINE_MILLISECONDS = 30_000;

/**
 * The pipeline as a configuration file of Vector.
 *
 * The API of Vector stays off: whoever reaches it can read every record.
 *
 * @see https://vector.dev/docs/reference/configuration/
 */
export function vectorConfig(pipeline: LogPipeline, faults: OptionFaults): string {
  const { target, stateDirectory, outputParameters } = pipeline;
  const collected = pipeline.kubernetesMetadata ? fromKubernetes(pipeline) : fromFiles(pipeline);
  const reshape = isSearch(pipeline) ? withoutDots() : target.kind === 'otlp' ? otlpRecord() : undefined;
  const sink = {
    inputs: [reshape ? 'records' : collected.last],
    ...withStructuredParameters(vectorSink(pipeline, faults), outputParameters, faults),
    // Written to the node before it counts as read; a full buffer stops the reading.
    buffer: { type: 'disk', max_size: MAX_BUFFER_BYTES, when_full: 'block' },
  };
  return yamlWithEnvironment({
    data_dir: stateDirectory,
    // Elasticsearch and its data streams know the time of a record by this name, and indices a day are named by it.
    ...(isSearch(pipeline) && { log_schema: { timestamp_key: '@timestamp' } }),
    sources: { ...collected.sources, vector_metrics: { type: 'internal_metrics' } },
    transforms: {
      ...collected.transforms,
      ...(reshape && { records: { type: 'remap', inputs: [collected.last], source: reshape } }),
    },
    sinks: {
      output: sink,
      metrics: {
        type: 'prometheus_exporter',
        inputs: ['vector_metrics'],
        address: `0.0.0.0:${VECTOR_METRICS_PORT}`,
      },
    },
  });
}

interface Collected {
  readonly sources: Structure;
  readonly transforms: Structure;
  /** The component whose records are complete. */
  readonly last: string;
}

/** The source for Kubernetes knows both formats of the runtimes, joins cut lines, and watches the pods of its node. */
function fromKubernetes({ excludePods }: LogPipeline): Collected {
  const containers = {
    type: 'kubernetes_logs',
    exclude_paths_glob_patterns: [...excludePods, '**/*.gz', '**/*.tmp'],
    // Answers from what the API server has in memory, where every node of a fleet may start at once.
    use_apiserver_cache: true,
    ...reading(),
  };
  return { sources: { containers }, transforms: {}, last: 'containers' };
}

function fromFiles({ podLogs, excludePods, format, target }: LogPipeline): Collected {
  const time = isSearch({ target }) ? '."@timestamp"' : '.timestamp';
  return {
    sources: { containers: { type: 'file', include: [podLogs], exclude: excludePods, ...reading() } },
    transforms: {
      lines: { type: 'remap', inputs: ['containers'], source: parseLine(format === LogFormat.DOCKER, time) },
      joined: {
        type: 'reduce',
        inputs: ['lines'],
        group_by: ['file', 'stream'],
        merge_strategies: { message: 'concat_raw' },
        ends_when: '.partial != true',
        expire_after_ms: PARTIAL_LINE_MILLISECONDS,
      },
      originated: { type: 'remap', inputs: ['joined'], source: origin() },
    },
    last: 'originated',
  };
}

function reading(): Structure {
  return {
    read_from: 'beginning',
    glob_minimum_cooldown_ms: REFRESH_SECONDS * 1000,
    max_line_bytes: MAX_LINE_BYTES,
  };
}

function isSearch({ target }: Pick<LogPipeline, 'target'>): boolean {
  return target.kind === 'elasticsearch' || target.kind === 'opensearch';
}
