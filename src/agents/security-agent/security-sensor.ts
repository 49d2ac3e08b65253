import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { Aqua } from './aqua';
import type { AquaOptions } from './aqua-options';
import { Falco } from './falco';
import type { FalcoOptions } from './falco-options';
import { Sysdig } from './sysdig';
import type { SysdigOptions } from './sysdig-options';
import { Tetragon } from './tetragon';
import type { TetragonOptions } from './tetragon-options';
import { Wazuh } from './wazuh';
import type { WazuhOptions } from './wazuh-options';

/**
 * What watches a node for a `SecurityAgent`.
 *
 * @example
 * SecuritySensor.falco({ http: { url: 'http://falcosidekick:2801' } })
 */
export class SecuritySensor {
  /**
   * Falco 0.44.1, by eBPF programs that it brings itself.
   *
   * Better than upstream's chart, whose default is a privileged container that finds out by itself which driver to use, and
   * downloads it: four capabilities (BPF, PERFMON, SYS_RESOURCE, SYS_PTRACE) and no AppArmor profile, which forbids to look
   * into other processes; the container runtime's default seccomp profile; a root file system that cannot be written; the
   * directories of container runtimes instead of untyped sockets, which become directories where they are missing; rules of
   * the image's version instead of a download at every start; no limit of CPU, by which it would lose events. Names and
   * labels of pods come from the container runtime, so it gets no token. With `FalcoDriver.KERNEL_MODULE` it is privileged,
   * and so is an init container that loads the module.
   *
   * @throws if there is no rule, a file is none of rules, `http` has no address, or two, or a setting is set already
   * @see https://github.com/falcosecurity/charts/tree/master/charts/falco
   * @example
   * SecuritySensor.falco({ driver: FalcoDriver.KERNEL_MODULE });
   */
  public static falco(options: FalcoOptions = {}): SecuritySensor {
    return new SecuritySensor(new Falco(options));
  }

  /**
   * Tetragon 1.7.0, which also stops what a policy forbids.
   *
   * It is privileged and on the network of the node, as upstream's chart has it: its eBPF programs stay on the node, and it
   * watches before there is a network of pods. Better than upstream's: probes that ask the agent itself over a socket that
   * only root reaches, instead of ports; requests and a limit of memory; policies from a ConfigMap, so that no operator is
   * needed; events of system namespaces and of the node itself are not left out; no permission for Services, which it never
   * reads; /proc is read-only; the container that writes events to standard output has no capability.
   *
   * @throws if a policy or a namespace is none, or the port no port
   * @see https://github.com/cilium/tetragon/tree/main/install/kubernetes/tetragon
   * @example
   * SecuritySensor.tetragon();
   */
  public static tetragon(options: TetragonOptions = {}): SecuritySensor {
    return new SecuritySensor(new Tetragon(options));
  }

  /**
   * The Sysdig agent 14.7.4, by universal eBPF.
   *
   * It shares network and process ids of the node, as upstream's chart has it. Better than upstream's default, which is
   * privileged: the eight capabilities of the chart's unprivileged mode, without seccomp and AppArmor profile; paths of the
   * node are read-only; ConfigMaps, certificate requests, metrics and the proxy of nodes are left out of its permissions, and
   * events are read and never written. It watches, and measures for Sysdig Monitor only with `monitoring`. With
   * `SysdigDriver.KERNEL_MODULE` it is privileged, and so is an init container that loads the module.
   *
   * With `nodes: NodeSet.windows()` and a `clusterName` it is Sysdig's host shield 0.19.0 for Windows, a HostProcess container
   * as upstream has it, for what happens at run time alone. Better than there: the port it holds is declared, every taint is
   * tolerated, and of the API server it may ask no more than the agent for Linux.
   *
   * @throws if not exactly one of `region` and `collector` is given, or an option is not what it should be
   * @see https://github.com/sysdiglabs/charts/tree/main/charts/shield
   * @example
   * SecuritySensor.sysdig({
   *   accessKey: { secret: Secret.fromSecretName(chart, 'sysdig', 'sysdig'), key: 'access-key' },
   *   region: SysdigRegion.EU1,
   * });
   */
  public static sysdig(options: SysdigOptions): SecuritySensor {
    return new SecuritySensor(new Sysdig(options));
  }

  /**
   * The Wazuh agent 4.14.4, heir of OSSEC: changed files and logs of the node.
   *
   * Upstream publishes an image and no DaemonSet. What the community shares is privileged, in the namespaces of the node, and
   * enrolls another agent at every restart. This one has seven capabilities and no namespace of the node, sees directories
   * of the node read-only below `/host`, is called like its node, and keeps its key on the node. Active responses are off:
   * they would act on the container.
   *
   * @throws if a host, port, path or group is none
   * @see https://github.com/wazuh/wazuh-docker/tree/main/build-docker-images/wazuh-agent
   * @example
   * SecuritySensor.wazuh({ manager: 'wazuh.example.com' });
   */
  public static wazuh(options: WazuhOptions): SecuritySensor {
    return new SecuritySensor(new Wazuh(options));
  }

  /**
   * The Aqua Enforcer, of the version of your console. The image is private: give `dockerRegistryAuth` to the role.
   *
   * It shares the process ids of the node, and has no AppArmor profile and the capabilities of upstream's chart: fourteen, and
   * those that a container runtime gives, as nobody but Aqua can tell which of them it does without. Better than upstream's:
   * every path has a type, so that a missing one does not become a directory; it may read roles and bindings by their names
   * instead of everything of RBAC, and no policies of Calico; a priority class of your own is an option of the role.
   *
   * With `nodes: NodeSet.windows()` it is the enforcer for Windows: a HostProcess container that installs it on its node, as a
   * service of that, and removes it when it ends, as upstream has it. Better than there: the log of the installer, and so the
   * token, is not among the logs of the pod; an installer that fails fails the container; five minutes to start in place of
   * one, two to be removed in place of half a minute.
   *
   * @throws if the version, the id of the cluster, the host or the port is none
   * @see https://github.com/aquasecurity/aqua-helm/tree/master/enforcer
   * @example
   * SecuritySensor.aqua({
   *   version: '2022.4.720',
   *   token: { secret: Secret.fromSecretName(chart, 'aqua', 'aqua'), key: 'token' },
   * });
   */
  public static aqua(options: AquaOptions): SecuritySensor {
    return new SecuritySensor(new Aqua(options));
  }

  private constructor(private readonly product: AgentProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }
}
