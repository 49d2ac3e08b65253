import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { Calico } from './calico';
import type { CalicoOptions } from './calico-options';
import { Cilium } from './cilium';
import type { CiliumOptions } from './cilium-options';
import { Flannel } from './flannel';
import type { FlannelOptions } from './flannel-options';
import { Multus } from './multus';
import type { MultusOptions } from './multus-options';
import { Weave } from './weave';
import type { WeaveOptions } from './weave-options';

/**
 * The network plugin a node's pods get their network from.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 * @example
 * Cni.flannel({ podCidr: '10.244.0.0/16' })
 */
export class Cni {
  /**
   * Flannel 0.28.9.
   *
   * Better than upstream's manifest: capabilities NET_ADMIN and NET_RAW and no other (upstream adds them to the default
   * ones); no permission to read pods; every host path has a type.
   *
   * @throws if a network is no network, or too small.
   * @see https://github.com/flannel-io/flannel
   * @example
   * Cni.flannel({ podCidr: '10.244.0.0/16', backend: FlannelBackend.wireguard() });
   */
  public static flannel(options: FlannelOptions): Cni {
    return new Cni(new Flannel(options));
  }

  /**
   * Cilium 1.20.0: the agent of a node. Its operator, which hands out addresses, installs the resource definitions of
   * `cilium.io` and takes the taint `node.cilium.io/agent-not-ready` off nodes whose agent is ready, is a Deployment of
   * Cilium's own; it reads the ConfigMap of this agent. Name the construct `cilium`: operator and command line look for
   * `cilium-config`.
   *
   * As upstream's chart, not privileged but for the container that mounts the BPF file system. Better than it: a tenth of
   * the nodes at a time instead of two, requests, declared ports, one ConfigMap that it may read instead of all of its
   * namespace; a change of the configuration replaces the pods. Upstream keeps two agents off one node by anti-affinity;
   * here the ports of the node do. It has no memory limit: its maps grow with the cluster, and a node whose agent is killed
   * starts no pods. Envoy runs inside the agent, not as a DaemonSet of its own; there is no mesh of clusters, and policies
   * that refer to Secrets take `config` and a Role of yours.
   *
   * It needs the Pod Security level `privileged`.
   *
   * @throws with everything that is wrong with the options, contradicts another or would have no effect.
   * @see https://github.com/cilium/cilium/tree/main/install/kubernetes/cilium
   * @example
   * Cni.cilium({ kubeProxyReplacement: true, k8sServiceHost: '10.0.0.10' });
   */
  public static cilium(options: CiliumOptions = {}): Cni {
    return new Cni(new Cilium(options));
  }

  /**
   * Calico 3.32.1 with the Kubernetes API as its datastore: the agent of a node. The resource definitions of
   * `crd.projectcalico.org` must be there before it, and calico-kube-controllers, a Deployment of Calico's own, beside it.
   *
   * Privileged as in upstream's manifest; the container that installs the plugin is not, nor are there those that prepare
   * the eBPF data plane, which this agent has not, and migrate from host-local addresses. Better than it: declared ports, so
   * that another BGP speaker is not put on the node; a memory request; a tenth of the nodes at a time instead of one; time
   * to tell that the network goes; of tokens only those of its own plugin; no permission for upgrades and KubeVirt. The pool
   * is said instead of read from kubeadm.
   *
   * It needs the Pod Security level `privileged`.
   *
   * With `nodes: NodeSet.windows()` and the option `windows` it is made for Windows Server 2019 and 2022, beside an agent with
   * the same pools for Linux nodes: HostProcess containers, as Calico's operator has them. Better than there: an account of
   * its own, declared ports, requests, a tenth of the nodes at a time; no container that removes a Calico which is a service
   * of the node, nothing of Typha. Encapsulation is VXLAN, or none with BIRD, for which nodes need the router of Windows. The
   * IPAMConfiguration of the cluster must say `strictAffinity: true`.
   *
   * @throws with everything that is wrong with the options, contradicts another or would have no effect.
   * @see https://github.com/projectcalico/calico/blob/v3.32.1/manifests/calico.yaml
   * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/requirements
   * @example
   * Cni.calico({ ipv4PoolCidr: '10.244.0.0/16', backend: CalicoBackend.VXLAN });
   */
  public static calico(options: CalicoOptions): Cni {
    return new Cni(new Calico(options));
  }

  /**
   * Multus 4.3.0, which gives pods further networks beside the one of another `CniAgent`, by a daemon on the node that calls
   * the other plugins. The resource definition `network-attachment-definitions.k8s.cni.cncf.io` must be there before it.
   *
   * The daemon is privileged and sees the whole node, as in upstream's manifest; what installs the plugin is not, and mounts
   * nothing back to the node. Better than it: it reads the networks instead of owning their API group, writes of pods only
   * the status, has the priority of a network agent, a memory limit that a busy node does not reach (upstream's 50Mi is known
   * to), a readiness probe, and types for all its paths. Plugins that need files of the node beyond its root see them as
   * upstream's do.
   *
   * It needs the Pod Security level `privileged`.
   *
   * @throws with everything that is wrong with the options or would have no effect.
   * @see https://github.com/k8snetworkplumbingwg/multus-cni/blob/v4.3.0/deployments/multus-daemonset-thick.yml
   * @example
   * Cni.multus({ metricsPort: 9091 });
   */
  public static multus(options: MultusOptions = {}): Cni {
    return new Cni(new Multus(options));
  }

  /**
   * Weave Net 2.8.1, the last release of a project that has ended: for clusters that have it. Name the construct `weave-net`.
   *
   * Privileged, as upstream's manifest has it in all three containers. Better than it: fixed versions; of the node it sees
   * the directories of plugins instead of all of `/opt`, `/home` and `/etc`; declared ports; memory requests; the password
   * comes from a Secret.
   *
   * It needs the Pod Security level `privileged`.
   *
   * @throws if a network or a number is out of its range.
   * @see https://github.com/weaveworks/weave/blob/master/prog/weave-kube/weave-daemonset-k8s-1.11.yaml
   * @example
   * Cni.weave();
   */
  public static weave(options: WeaveOptions = {}): Cni {
    return new Cni(new Weave(options));
  }

  private constructor(private readonly product: AgentProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }
}
