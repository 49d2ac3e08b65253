import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { Falco } from './falco';
import type { FalcoOptions } from './falco-options';

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
   * @throws if there is no rule, a file is none of rules, `http` comes without JSON, or a setting is set already
   * @see https://github.com/falcosecurity/charts/tree/master/charts/falco
   */
  public static falco(options: FalcoOptions = {}): SecuritySensor {
    return new SecuritySensor(new Falco(options));
  }

  private constructor(private readonly product: AgentProduct) {}

  /** @internal */
  public _bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    return this.product.bind(scope, identity);
  }
}
