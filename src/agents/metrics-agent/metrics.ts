import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { Cadvisor } from './cadvisor';
import type { CadvisorOptions } from './cadvisor-options';
import { Collectd } from './collectd';
import type { CollectdOptions } from './collectd-options';
import { Datadog } from './datadog';
import type { DatadogOptions } from './datadog-options';
import { DcgmExporter } from './dcgm-exporter';
import type { DcgmExporterOptions } from './dcgm-exporter-options';
import { Telegraf } from './telegraf';
import type { TelegrafOptions } from './telegraf-options';

/**
 * The product that measures a node.
 *
 * @example
 * Metrics.telegraf({ outputs: [TelegrafOutput.prometheus()], globalTags: { cluster: 'production' } })
 */
export class Metrics {
  /**
   * Telegraf 1.39.3 with the inputs of a host, served to Prometheus on port 9273 of the node.
   *
   * Better than upstream's chart: on the network of the node, whose interfaces it otherwise does not see; as nobody, without
   * any capability; the token of an output from a Secret alone; `/var/run/utmp` is not mounted, and so the number of users
   * not told; asks the kubelet only if told to, and then may read `nodes/stats` and `nodes/pods` where upstream's may send
   * commands to every pod of the cluster (`nodes/proxy`); its ClusterRole has a name of its own.
   *
   * @throws if an option is none, contradicts another or cannot stand in a configuration file.
   * @see https://github.com/influxdata/helm-charts/tree/master/charts/telegraf-ds
   * @example
   * Metrics.telegraf({ globalTags: { cluster: 'production' } });
   */
  public static telegraf(options: TelegrafOptions = {}): Metrics {
    return new Metrics(new Telegraf(options));
  }

  /**
   * cAdvisor 0.60.5: what each container uses, served on port 8080 of its pod. The kubelet serves most of it too, at
   * `/metrics/cadvisor`.
   *
   * Better than upstream's manifest: without any capability, where that leaves the container those by default, and with one
   * of these for the disks of Docker and CRI-O; of `/var/run` the directory of the one runtime it asks; follows mounts that come later; three labels of each container in place of
   * all; probes. `/var/lib/docker` is mounted for Docker alone, and `/dev/disk`, which not every node has, never: devices
   * are not told by their UUID.
   *
   * @throws if a metric or a runtime is unknown, the port is none, or `args` has a flag that is set already.
   * @see https://github.com/google/cadvisor/tree/master/deploy/kubernetes
   * @example
   * Metrics.cadvisor();
   */
  public static cadvisor(options: CadvisorOptions = {}): Metrics {
    return new Metrics(new Cadvisor(options));
  }

  /**
   * NVIDIA's DCGM exporter 4.8.2: temperature, use, memory and errors of GPUs, served on port 9400 of its pod, with the pod
   * that has the GPU.
   *
   * It runs where `Device.nvidia()` does, in spite of the taint `nvidia.com/gpu`; has the capability SYS_ADMIN and no other,
   * and none without profiling. Better than upstream's manifest, which runs on every node without a taint, and whose selector
   * has the version in it, so that no version can be the next one; it has no probes.
   *
   * @throws if the port is none, or a line of `counters` is no metric or needs what is not asked for.
   * @see https://github.com/NVIDIA/dcgm-exporter/blob/main/dcgm-exporter.yaml
   * @example
   * Metrics.dcgmExporter();
   */
  public static dcgmExporter(options: DcgmExporterOptions = {}): Metrics {
    return new Metrics(new DcgmExporter(options));
  }

  /**
   * The agent of Datadog 7.81.1, without a cluster agent: the node and its containers, and as asked their logs, traces and
   * processes. Others reach it on their own node by a Service with `internalTrafficPolicy: Local`; with
   * `reach: Reach.nodeIp()` by ports of the node.
   *
   * Better than upstream's chart: without any capability, where that leaves the container those by default; no process ids
   * of the node; of `/var/run` the directory of the one runtime it asks; each feature brings its own mounts and port; it asks
   * the kubelet for five things where upstream may send commands to every pod of the cluster (`nodes/proxy`); requests and a
   * limit of memory. Sockets on the node are made only if asked for. It has no system-probe.
   *
   * With `nodes: NodeSet.windows()` it is made for Windows, of the same image: `ContainerAdministrator` and no process of the
   * node, as upstream has it, with a container more for what it collects of containers and processes. Better than there: the
   * pipe of one runtime instead of two.
   *
   * @throws if the key is none of a Secret, or the site, the name of the cluster or a tag is none.
   * @see https://github.com/DataDog/helm-charts/tree/main/charts/datadog
   * @example
   * Metrics.datadog({
   *   apiKey: { secret: Secret.fromSecretName(chart, 'datadog', 'datadog'), key: 'api-key' },
   *   site: 'datadoghq.eu',
   *   logs: true,
   * });
   */
  public static datadog(options: DatadogOptions): Metrics {
    return new Metrics(new Datadog(options));
  }

  /**
   * collectd 5 with the plugins of a host, from an image of yours, on the network of its node: served to Prometheus on port
   * 9103, or sent over collectd's own protocol (UDP port 25826).
   *
   * There is no upstream: its project publishes neither an image nor a manifest. It runs as nobody without any capability, and sees the file
   * systems of the node read-only.
   *
   * @throws if there is no image, a plugin is unknown, a server is none, or nothing says where values go.
   * @see https://www.collectd.org/documentation/manpages/collectd.conf.html
   * @example
   * Metrics.collectd({ image: 'registry.example.com/collectd:5.12.0' });
   */
  public static collectd(options: CollectdOptions): Metrics {
    return new Metrics(new Collectd(options));
  }

  private constructor(private readonly product: AgentProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }
}
