import { SizeRoundingBehavior } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';
import type { OptionStruct } from '../option-struct';
import { Privileges } from '../privileges';
import type { Reach } from '../reach';
import { ALLOY } from './alloy';
import { AnyOptions, assertOptions, isWithin, LOGS } from './collector-faults';
import type {
  AlloyOptions,
  FilebeatOptions,
  FluentBitOptions,
  FluentdOptions,
  LogstashOptions,
  OpenTelemetryOptions,
  VectorOptions,
} from './collector-options';
import { FILEBEAT } from './filebeat';
import { FLUENT_BIT } from './fluent-bit';
import { fluentd } from './fluentd';
import { LogFormat } from './log-format';
import type { LogProduct } from './log-product';
import { CA_DIRECTORY, LogTarget, secretsOf } from './log-target';
import { LOGSTASH } from './logstash';
import { openTelemetry } from './open-telemetry';
import { VECTOR } from './vector';

const DOCKER_LOGS = '/var/lib/docker/containers';
const DOCKER_LOGS_OF_WINDOWS = 'C:\\ProgramData\\docker\\containers';

/**
 * The product that reads the logs of a node, and what it does with them.
 *
 * Of every product these hold, unless it says otherwise: it reads the logs of all containers but its own, from the
 * beginning; retries for ever and stops reading while its buffer is full, so that an outage of the output loses nothing
 * that the node still has; keeps positions and buffers on the node; and runs as root, since the files are root's, without
 * any capability. Not every product can deliver to every output; one that cannot says so, and which can.
 *
 * @example
 * Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) })
 */
export class Collector {
  /**
   * Fluent Bit 5.1.1: small, in C.
   *
   * Better than upstream's chart: buffers on the node instead of in memory; /var/log read-only; no limit on the size of a
   * pod's metadata; it may get pods and namespaces, not list and watch them.
   *
   * @throws if options contradict each other or cannot stand in a configuration file.
   * @see https://docs.fluentbit.io/manual
   * @example
   * Collector.fluentBit({ output: LogOutput.loki({ url: 'https://loki.example.com' }) });
   */
  public static fluentBit(options: FluentBitOptions): Collector {
    return new Collector(FLUENT_BIT, options, 'FluentBitOptions');
  }

  /**
   * Fluentd 1.19.3, from the images for Kubernetes: many plugins, in Ruby.
   *
   * Better than upstream's manifest: a fixed image version; CRI lines, and the parts of long ones joined; positions and
   * buffers in a directory of their own, so /var/log is read-only; health probes; no password in the manifest.
   *
   * @throws if options contradict each other or cannot stand in a configuration file.
   * @see https://docs.fluentd.org
   * @example
   * Collector.fluentd({ output: LogOutput.kafka({ brokers: ['kafka.example.com:9093'], topic: 'logs' }) });
   */
  public static fluentd(options: FluentdOptions): Collector {
    return new Collector(fluentd(options?.metrics ?? true), options, 'FluentdOptions');
  }

  /**
   * Vector 0.56.0: fast, in Rust, with a language to reshape records. Configuration file `vector.yaml`.
   *
   * Better than upstream's chart: it reads no /var/lib, /proc and /sys of the node; buffers on the node instead of in
   * memory; no management API, by which every pod of the cluster could read the logs; new containers are noticed after 5
   * seconds instead of 60. Needs what upstream needs of the API server: to list and watch pods, namespaces and nodes, those
   * of its own node alone where that can be said. Metrics are at port 9598, /metrics.
   *
   * @throws if options contradict each other, the output is none of Vector's, or one cannot stand in a configuration file.
   * @see https://github.com/vectordotdev/helm-charts/tree/develop/charts/vector
   * @example
   * Collector.vector({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) });
   */
  public static vector(options: VectorOptions): Collector {
    return new Collector(VECTOR, options, 'VectorOptions');
  }

  /**
   * OpenTelemetry Collector 0.158.0: the reference implementation of OpenTelemetry, in Go. Configuration file `relay.yaml`.
   * The distribution is that for Kubernetes where it can deliver, and the larger `contrib` for Elasticsearch, OpenSearch
   * and Kafka.
   *
   * Better than upstream's chart: it opens no port of the node (there six by default); keeps positions and a queue on the
   * node (there in memory, unless asked); waits for room where upstream drops; may read pods alone, and watches those of
   * its own node. Runs as root without capabilities, as the files are root's. Health is at port 13133, metrics are at 8888.
   * Loki takes its own labels from what OpenTelemetry knows of a resource; `labels` of the output become attributes.
   *
   * @throws if options contradict each other, the output is none of its exporters', or one cannot stand in a
   * configuration file.
   * @see https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-collector
   * @example
   * Collector.openTelemetry({ output: LogOutput.otlp({ url: 'https://otel.example.com:4318' }), otlpReceiver: true });
   */
  public static openTelemetry(options: OpenTelemetryOptions): Collector {
    return new Collector(openTelemetry(options?.otlpReceiver ?? false), options, 'OpenTelemetryOptions');
  }

  /**
   * Filebeat 9.5.2: Elastic's own, in Go. Configuration file `filebeat.yml`.
   *
   * Better than upstream's manifest: not on the network of the node; what waits for the output waits on the node; health
   * probes; may read pods alone where upstream reads namespaces, nodes, replica sets, jobs, leases and a ConfigMap of
   * kubeadm as well; the end of a rotated file is still read. Files are told apart by their inode, so that a log of a few
   * bytes is read too. It serves its statistics as JSON at port 5066, and none to Prometheus.
   *
   * @throws if options contradict each other, the output is none of Filebeat's, or one cannot stand in a configuration file.
   * @see https://github.com/elastic/beats/blob/main/deploy/kubernetes/filebeat-kubernetes.yaml
   * @example
   * Collector.filebeat({ output: LogOutput.beats({ host: 'logs.agents', tls: false }) });
   */
  public static filebeat(options: FilebeatOptions): Collector {
    return new Collector(FILEBEAT, options, 'FilebeatOptions');
  }

  /**
   * Grafana Alloy 1.18.1: for Loki and OpenTelemetry, in Go. Configuration file `config.alloy`.
   *
   * Better than upstream's chart: it collects the logs of the node, where that has no files mounted; positions survive a
   * restart; may read pods alone, and watches those of its own node, where upstream reads every Secret and ConfigMap of the
   * cluster; no capability; no report to the vendor and no bundle that shows its environment. What waits for Kafka or OTLP
   * waits on the node. What waits for Loki, at most 10 MiB, waits in memory and is delivered at an orderly end: killed,
   * Alloy loses it. Parts of long lines of Docker, which it has no stage for, are not joined.
   *
   * Its own port 12345, which serves /metrics, shows everybody in the cluster its configuration, without secrets.
   *
   * On Windows nodes it is of the image for Windows Server 2022, which upstream's chart makes no agent of.
   *
   * @throws if options contradict each other, the output is none of Alloy's, or one cannot stand in a configuration file.
   * @see https://github.com/grafana/alloy/tree/main/operations/helm/charts/alloy
   * @example
   * Collector.alloy({ output: LogOutput.loki({ url: 'https://loki.example.com', tenantId: 'platform' }) });
   */
  public static alloy(options: AlloyOptions): Collector {
    return new Collector(ALLOY, options, 'AlloyOptions');
  }

  /**
   * Logstash 9.5.2 as a receiver on each node, for Filebeat and other Beats, in Java. It reads no file of the node.
   * Upstream has no DaemonSet of it; the image is theirs. Configuration file `logstash.conf`; a ConfigMap of your own must
   * hold the settings `logstash.yml` as well.
   *
   * Senders reach it at port 5044 through a Service that leads to the Logstash of their own node, so that records do not
   * cross the network unencrypted, unless `reach` says otherwise: `LogOutput.beats({ host: 'logs.agents', tls: false })`.
   * What it has acknowledged is on the node. It tells of itself, as JSON, at port 9600, and nothing to Prometheus. It asks
   * nothing of the API server: its senders know the pods. It runs as root without capabilities, since its directory of the
   * node is root's.
   *
   * @throws if options contradict each other, the output is none of Logstash's, or one cannot stand in a configuration file.
   * @see https://www.elastic.co/docs/reference/logstash/docker-config
   * @example
   * Collector.logstash({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) });
   */
  public static logstash(options: LogstashOptions): Collector {
    return new Collector(LOGSTASH, options, 'LogstashOptions');
  }

  private constructor(
    private readonly product: LogProduct,
    private readonly options: AnyOptions,
    struct: OptionStruct,
  ) {
    assertOptions(product.name, options, struct);
  }

  /** @internal */
  public get _reach(): Reach | undefined {
    return this.product.reach;
  }

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { product, options } = this;
    const target = options.output?._target;
    const windows = identity.windowsBuilds && product.windows;
    const configMap = this.configMap(scope, identity);
    const config = kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' });
    const withMetadata = options.kubernetesMetadata ?? true;
    const { ports, liveness, readiness, metrics, receivers } = target
      ? product.serves
      : { ports: [], liveness: options.health, readiness: options.health, metrics: undefined, receivers: undefined };
    return {
      forWindows: windows !== undefined,
      container: {
        name: product.name,
        image: windows
          ? identity.windowsImage(`Collector of ${product.name}`, windows.images(target))
          : product.image(target),
        args: (windows ?? product).args?.(identity.path(this.stateDirectory(identity))),
        ports,
        liveness,
        readiness,
        resources: product.resources,
        privileges: windows ? Privileges.none().asWindowsUser('ContainerAdministrator') : Privileges.none().asRoot(),
        envVariables: {
          [product.nodeNameVariable]: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
          ...fixedVariables(product.variables?.(this.memoryMebibytes(identity))),
          ...secretVariables(target),
        },
        hostMounts: this.hostMounts(identity),
        volumeMounts: [
          { path: windows ? windows.configDirectory : product.configDirectory, volume: config, readOnly: true },
          ...(product.settings
            ? [{ path: product.settings.path, subPath: product.settings.file, volume: config, readOnly: true }]
            : []),
          // Containers of Windows may write to their own files.
          ...(windows ? [] : product.scratch).map((path, index) => ({
            path,
            volume: kplus.Volume.fromEmptyDir(scope, `Scratch${index}`, `scratch${index || ''}`),
          })),
          ...certificateAuthority(scope, target),
        ],
      },
      configMap,
      rules: withMetadata ? product.metadataRules : [],
      metrics,
      serves: receivers,
      defaults: product.defaults,
    };
  }

  private configMap(scope: Construct, identity: AgentIdentity): kplus.IConfigMap {
    const { product, options } = this;
    if (options.configMap) return options.configMap;
    return new kplus.ConfigMap(scope, 'Config', {
      metadata: identity.companion('config'),
      data: {
        [product.configFile]: options.config ?? this.render(identity),
        ...(product.settings && { [product.settings.file]: product.settings.render(this.stateDirectory(identity)) }),
      },
    });
  }

  private render(identity: AgentIdentity): string {
    const { product, options } = this;
    const state = this.stateDirectory(identity);
    const at = (path: string) => identity.path(path);
    const { name: agent, namespace = '*' } = identity;
    const faults = new OptionFaults(`Collector of ${product.name}`);
    const text = product.render(
      {
        target: options.output!._target,
        format: options.format ?? LogFormat.CRI,
        containerLogs: at('/var/log/containers/*.log'),
        exclude: [at(`/var/log/containers/${agent}-*_${namespace}_${product.name}-*.log`)],
        podLogs: at('/var/log/pods/*/*/*.log'),
        excludePods: [at(`/var/log/pods/${namespace}_${agent}-*/${product.name}/*.log`)],
        windows: identity.windowsBuilds !== undefined,
        memoryMebibytes: this.memoryMebibytes(identity),
        stateDirectory: at(state),
        positionFile: at(options.positionFile ?? `${state}/${product.positionFile}`),
        bufferDirectory: at(`${state}/buffer`),
        kubernetesMetadata: options.kubernetesMetadata ?? true,
        flushSeconds: options.flushInterval?.toSeconds() ?? 5,
        outputParameters: options.outputParameters ?? {},
      },
      faults,
    );
    faults.throwIfAny();
    return text;
  }

  private hostMounts(identity: AgentIdentity): HostMount[] {
    const { positionFile, format, output } = this.options;
    const state = this.stateDirectory(identity);
    const keepsStateInLogs = isWithin(state, LOGS) || (positionFile !== undefined && isWithin(positionFile, LOGS));
    const ownState = HostMount.path(identity.path(state)).orCreate().writable();
    if (this.product.reads === 'nothing') return [ownState];
    // A configuration of the user may read whatever lies in /var/log.
    const onlyPods = output && this.product.reads === 'pod logs' && !identity.windowsBuilds;
    const logs = HostMount.path(identity.path(LOGS));
    const dockerLogs = identity.windowsBuilds ? DOCKER_LOGS_OF_WINDOWS : DOCKER_LOGS;
    return [
      keepsStateInLogs ? logs.writable() : onlyPods ? HostMount.podLogs() : logs,
      // Created if missing: a node with another runtime has none, and the collector should run there as well.
      ...(format === LogFormat.DOCKER ? [HostMount.path(dockerLogs).orCreate()] : []),
      ...(isWithin(state, LOGS) ? [] : [ownState]),
    ];
  }

  private memoryMebibytes({ resources = this.product.resources }: AgentIdentity): number | undefined {
    return resources.memory?.limit?.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR });
  }

  private stateDirectory({ namespace, name }: AgentIdentity): string {
    return this.options.stateDirectory ?? ['/var/lib/node-agents', namespace, name].filter(Boolean).join('/');
  }
}

function fixedVariables(variables: Record<string, string> = {}): Record<string, kplus.EnvValue> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]));
}

function secretVariables(target?: LogTarget): Record<string, kplus.EnvValue> {
  const secrets = Object.entries(target ? secretsOf(target) : {});
  return Object.fromEntries(secrets.map(([name, { secret, key }]) => [name, secret.envValue(key)]));
}

function certificateAuthority(scope: Construct, target?: LogTarget): kplus.VolumeMount[] {
  if (!target?.ca) return [];
  const { secret, key } = target.ca;
  const options = { name: 'output-ca', items: { [key]: { path: 'ca.crt' } } };
  return [{ path: CA_DIRECTORY, volume: kplus.Volume.fromSecret(scope, 'OutputCa', secret, options), readOnly: true }];
}
