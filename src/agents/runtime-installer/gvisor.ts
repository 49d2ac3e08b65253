import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { isDnsSubdomain, isLabelValue, isQualifiedName } from '../../kubernetes/label-syntax';
import type { AgentBlueprint } from '../agent-blueprint';
import { HostMount } from '../host-mount';
import { NodeSet } from '../node-set';
import { OptionFaults } from '../option-faults';
import { PAUSE } from '../pause-container';
import { Privileges } from '../privileges';
import { TolerationSet } from '../toleration-set';
import type { GvisorOptions } from './gvisor-options';
import type { RuntimeClassSpec } from './runtime-class';
import type { SandboxProduct } from './sandbox-product';

/** runsc, the runtime of gVisor. */
export class Gvisor implements SandboxProduct {
  public readonly runtimeClasses: RuntimeClassSpec[];
  private readonly label: [string, string];

  constructor(private readonly options: GvisorOptions) {
    const faults = OptionFaults.of('SandboxRuntime.gvisor', 'GvisorOptions', options);
    const { installerImage, flags = {}, optIn = 'sandbox.gke.io/runtime=gvisor' } = options;
    const { runtimeClassName: name = 'gvisor', handler = 'runsc' } = options;
    const [key, value, ...rest] = optIn.split('=');
    faults.require(
      /^\S+$/.test(installerImage),
      `installerImage is ${JSON.stringify(installerImage)}: write a reference`,
    );
    faults.require(
      isQualifiedName(key) && value !== undefined && isLabelValue(value) && rest.length === 0,
      `optIn is ${JSON.stringify(optIn)}: write a label as key=value`,
    );
    faults.require(isDnsSubdomain(name), `runtimeClassName is ${JSON.stringify(name)}, which is no DNS subdomain`);
    // Kubernetes takes a DNS label for a handler.
    faults.require(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(handler),
      `handler is ${JSON.stringify(handler)}: write lower case letters, digits and "-"`,
    );
    for (const [flag, setting] of Object.entries(flags)) {
      faults.require(/^[a-z][\w-]*$/.test(flag), `flags: ${JSON.stringify(flag)} is no name of a flag`);
      faults.require(/^[^\s"']+$/.test(setting), `flags: ${flag} is ${JSON.stringify(setting)}: write one word`);
    }
    faults.throwIfAny();
    this.label = [key, value];
    this.runtimeClasses = [{ name, handler, nodeSelector: { [key]: value } }];
  }

  public bind(): AgentBlueprint {
    const { installerImage, flags = {} } = this.options;
    const override = Object.keys(flags)
      .sort()
      .map((flag) => `--${flag}=${flags[flag]}`);
    return {
      container: PAUSE,
      initContainers: [
        {
          name: 'install',
          image: installerImage,
          envVariables:
            override.length > 0
              ? { RUNSC_CONFIG_FLAG_OVERRIDE: kplus.EnvValue.fromValue(override.join(' ')) }
              : undefined,
          privileges: Privileges.privileged(
            'writes programs of the node, and restarts its container runtime',
          ).withWritableRootFilesystem(),
          resources: {
            cpu: { request: kplus.Cpu.millis(5) },
            memory: { request: Size.mebibytes(16), limit: Size.mebibytes(128) },
          },
          hostMounts: [HostMount.root().at('/host').writable()],
        },
      ],
      defaults: {
        hostPid: true,
        nodes: NodeSet.linux().withLabel(...this.label),
        tolerations: TolerationSet.everything(),
        silence: {
          'tolerates-everything': 'a label opts nodes in, whatever their taints',
          'runs-nowhere': 'a label opts nodes in, and none may have it yet',
        },
      },
    };
  }
}
