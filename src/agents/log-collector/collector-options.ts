import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { LogFormat } from './log-format';
import type { LogOutput } from './log-output';

/** What can be said of every product. One of `output`, `config` and `configMap` says what it does. */
export interface CollectorOptions {
  /**
   * Where the logs of all containers go. The configuration is then written for you.
   *
   * @default - `config` or `configMap` is given
   */
  readonly output?: LogOutput;

  /**
   * Parameters of the output plugin that `output` does not know, in the product's own words. None may be one that is
   * written already. Where the product's parameters nest, a dot leads into the inner one, and what reads as a number, true or
   * false is one unless it stands in double quotes.
   *
   * @default - none
   */
  readonly outputParameters?: Record<string, string>;

  /**
   * A whole configuration file of your own, in the product's language.
   *
   * @default - `output` or `configMap` is given
   */
  readonly config?: string;

  /**
   * An existing ConfigMap with the product's configuration file, under the key that its factory of `Collector` names. If it
   * is made in the same app, a change of its content restarts the pods; of one from elsewhere the content is not known here.
   *
   * @default - `output` or `config` is given
   */
  readonly configMap?: kplus.IConfigMap;

  /**
   * How the agent tells its health, with a configuration of your own.
   *
   * @default - no probes with `config` and `configMap`; with `output` the product's health endpoint
   */
  readonly health?: kplus.Probe;

  /**
   * Directory of the node where the collector keeps how far it has read and what it has not delivered yet, so that a restart
   * loses and repeats nothing. Created if missing. Below /var/log it makes that mount writable.
   *
   * @default - /var/lib/node-agents/, then the namespace, then the name of the DaemonSet
   */
  readonly stateDirectory?: string;
}

/** What can be said of every product that reads the logs of its node. */
export interface NodeLogOptions extends CollectorOptions {
  /**
   * How the container runtime writes logs.
   *
   * @default LogFormat.CRI
   */
  readonly format?: LogFormat;

  /**
   * Whether records are joined with the name, the namespace, the labels and the annotations of their pod. The collector then
   * gets a token for the API server and may read pods and namespaces.
   *
   * @default true
   */
  readonly kubernetesMetadata?: boolean;
}

/** What can be said of a product that delivers in intervals. */
export interface IntervalOptions extends NodeLogOptions {
  /**
   * How often records are delivered, in whole seconds.
   *
   * @default Duration.seconds(5)
   */
  readonly flushInterval?: Duration;
}

/** What can be said of a product that remembers in one file how far it has read. */
export interface PositionFileOptions extends IntervalOptions {
  /**
   * File of the node in which the collector remembers how far it has read. Must be below `stateDirectory` or /var/log,
   * where it survives a restart.
   *
   * @default - a file in `stateDirectory`
   */
  readonly positionFile?: string;
}

/** Options of `Collector.fluentBit`. */
export interface FluentBitOptions extends PositionFileOptions {}

/** Options of `Collector.fluentd`. */
export interface FluentdOptions extends PositionFileOptions {
  /**
   * Whether metrics are served to Prometheus. The image must then hold fluent-plugin-prometheus, as those for Kubernetes do.
   *
   * @default true
   */
  readonly metrics?: boolean;
}

/** Options of `Collector.vector`. */
export interface VectorOptions extends IntervalOptions {}

/** Options of `Collector.openTelemetry`. */
export interface OpenTelemetryOptions extends IntervalOptions {
  /**
   * Whether it also takes log records from programs, by the OpenTelemetry protocol: gRPC at port 4317, HTTP at 4318. It is
   * then reached by a Service that leads to the collector of the caller's own node, unless `reach` says otherwise.
   *
   * @default false
   */
  readonly otlpReceiver?: boolean;
}

/** Options of `Collector.filebeat`. */
export interface FilebeatOptions extends NodeLogOptions {}

/** Options of `Collector.alloy`. */
export interface AlloyOptions extends IntervalOptions {}

/** Options of `Collector.logstash`. */
export interface LogstashOptions extends CollectorOptions {}
