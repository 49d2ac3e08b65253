import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { Gvisor } from './gvisor';
import type { GvisorOptions } from './gvisor-options';
import { Kata } from './kata';
import type { KataOptions } from './kata-options';
import { runtimeClass } from './runtime-class';
import type { SandboxProduct } from './sandbox-product';

/**
 * A runtime that keeps containers apart from the kernel of the node.
 *
 * @example
 * SandboxRuntime.kata({ hypervisors: [KataHypervisor.CLOUD_HYPERVISOR] })
 */
export class SandboxRuntime {
  /**
   * Kata Containers, kata-deploy 4.1.0: each pod in a virtual machine of its own.
   *
   * Nodes need `/dev/kvm`; where not all have it, `nodes` of the role says which. It labels a node
   * `katacontainers.io/kata-runtime=true` once the runtime is there, which its RuntimeClasses select; each counts what the
   * virtual machine costs. As upstream's chart it is not privileged, cannot write its image, and has ten minutes to start and
   * to end. Better than upstream's: three capabilities instead of the container runtime's defaults; the configuration of the
   * one container runtime that the nodes have instead of both; a type for every path of the node; no `nodes/proxy`, which
   * opens the kubelet of every node, and by which it would only read a setting for a kind of image that it does not install.
   *
   * @throws if there is no hypervisor, one is given twice, or a startup taint is none
   * @see https://github.com/kata-containers/kata-containers/tree/main/tools/packaging/kata-deploy/helm-chart
   * @example
   * SandboxRuntime.kata({ hypervisors: [KataHypervisor.QEMU] });
   */
  public static kata(options: KataOptions = {}): SandboxRuntime {
    return new SandboxRuntime(new Kata(options));
  }

  /**
   * gVisor, by an image of yours that installs runsc into the file system of the node at `/host`: upstream publishes the tool
   * that makes one, and no image.
   *
   * As upstream's tool has it, a privileged init container installs and then a container waits, only on nodes with a label
   * that opts them in, whatever their taints. Better than upstream's: what waits has no privileges; requests and limits; the
   * RuntimeClass belongs to it.
   *
   * @throws if the label, the handler, a name or a flag is none
   * @see https://github.com/google/gvisor/blob/master/tools/gvisor_k8s_tool/spec/spec.go
   * @example
   * SandboxRuntime.gvisor({ installerImage: 'registry.example.com/runsc:20261109' });
   */
  public static gvisor(options: GvisorOptions): SandboxRuntime {
    return new SandboxRuntime(new Gvisor(options));
  }

  private constructor(private readonly product: SandboxProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }

  /** @internal */
  public _runtimeClasses(scope: Construct): ApiObject[] {
    return this.product.runtimeClasses.map((spec) => runtimeClass(scope, spec));
  }
}
