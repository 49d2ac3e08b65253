import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { isQualifiedName } from '../../kubernetes/label-syntax';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import { HostMount } from '../host-mount';
import { NodeSet } from '../node-set';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { TolerationSet } from '../toleration-set';
import { KataDistribution, KataHypervisor, type KataOptions } from './kata-options';
import type { RuntimeClassSpec } from './runtime-class';
import type { SandboxProduct } from './sandbox-product';

const HEALTH_PORT = 8090;
const LABEL = 'katacontainers.io/kata-runtime';

/** Names of architectures in the installer's environment. */
const AMD64 = 'X86_64';
const ARM64 = 'AARCH64';
const EVERYWHERE = [AMD64, ARM64, 'S390X', 'PPC64LE'];

/**
 * What each virtual machine costs, and the architectures it runs on.
 *
 * @see https://github.com/kata-containers/kata-containers/blob/main/tools/packaging/kata-deploy/helm-chart/kata-deploy/values.yaml
 */
const HYPERVISORS: Record<KataHypervisor, { memory: string; cpu: string; architectures: string[] }> = {
  [KataHypervisor.QEMU]: { memory: '320Mi', cpu: '250m', architectures: EVERYWHERE },
  [KataHypervisor.CLOUD_HYPERVISOR]: { memory: '130Mi', cpu: '250m', architectures: [AMD64, ARM64] },
  [KataHypervisor.FIRECRACKER]: { memory: '130Mi', cpu: '250m', architectures: [AMD64, ARM64] },
  [KataHypervisor.DRAGONBALL]: { memory: '130Mi', cpu: '250m', architectures: [AMD64, ARM64] },
  [KataHypervisor.QEMU_NVIDIA_GPU]: { memory: '10Gi', cpu: '1', architectures: [AMD64] },
};

/** Directory of the node and of the installer, which looks for each runtime in one place. */
const CONFIGURATION: Record<KataDistribution, [string, string]> = {
  [KataDistribution.CONTAINERD]: ['/etc/containerd', '/etc/containerd'],
  [KataDistribution.CRIO]: ['/etc/crio', '/etc/crio'],
  [KataDistribution.K0S]: ['/etc/k0s/containerd.d', '/etc/containerd'],
  [KataDistribution.K3S]: ['/var/lib/rancher/k3s/agent/etc/containerd', '/etc/containerd'],
  [KataDistribution.RKE2]: ['/var/lib/rancher/rke2/agent/etc/containerd', '/etc/containerd'],
};

/** kata-deploy. */
export class Kata implements SandboxProduct {
  public readonly runtimeClasses: RuntimeClassSpec[];
  private readonly hypervisors: KataHypervisor[];

  constructor(private readonly options: KataOptions) {
    const faults = OptionFaults.of('SandboxRuntime.kata', 'KataOptions', options);
    const { hypervisors = [KataHypervisor.QEMU], startupTaints = [] } = options;
    faults.require(hypervisors.length > 0, 'hypervisors is empty: there is nothing to install');
    hypervisors.forEach((each) => faults.word('hypervisors', each, KataHypervisor));
    faults.word('distribution', options.distribution, KataDistribution);
    faults.distinct('hypervisors', hypervisors);
    faults.distinct('startupTaints', startupTaints);
    for (const taint of startupTaints) {
      faults.require(isQualifiedName(taint), `startupTaints: ${JSON.stringify(taint)} is not a taint key`);
    }
    faults.throwIfAny();
    this.hypervisors = hypervisors;
    this.runtimeClasses = hypervisors.map((each) => {
      const { memory, cpu } = HYPERVISORS[each];
      const name = `kata-${each}`;
      return { name, handler: name, overhead: { cpu, memory }, nodeSelector: { [LABEL]: 'true' } };
    });
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { distribution = KataDistribution.CONTAINERD, startupTaints = [], debug = false } = this.options;
    const [configuration, mountedAt] = CONFIGURATION[distribution];
    const text = (value: string) => kplus.EnvValue.fromValue(value);
    return {
      container: {
        name: 'kata-deploy',
        image: 'quay.io/kata-containers/kata-deploy:4.1.0',
        command: ['/usr/bin/kata-deploy', 'install'],
        envVariables: {
          NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
          DAEMONSET_NAME: text(identity.name),
          HEALTH_PORT: text(String(HEALTH_PORT)),
          DEBUG: text(String(debug)),
          INSTALLATION_PREFIX: text(''),
          MULTI_INSTALL_SUFFIX: text(''),
          ...(distribution !== KataDistribution.CRIO && { K8S_DISTRIBUTION: text(distribution) }),
          ...this.shims(),
          ...(startupTaints.length > 0 && { STARTUP_TAINTS: text(startupTaints.join(',')) }),
        },
        ports: [{ name: 'health', number: HEALTH_PORT }],
        startup: healthy('/healthz', { failureThreshold: 60 }),
        liveness: healthy('/healthz', {}),
        readiness: healthy('/readyz', {}),
        // It writes what is root's, and keeps the owners of what it unpacks.
        privileges: Privileges.capabilities(
          kplus.Capability.CHOWN,
          kplus.Capability.DAC_OVERRIDE,
          kplus.Capability.FOWNER,
        ),
        resources: {
          cpu: { request: kplus.Cpu.millis(25) },
          memory: { request: Size.mebibytes(16), limit: Size.mebibytes(512) },
        },
        hostMounts: [
          HostMount.path(configuration).at(mountedAt).writable(),
          HostMount.path('/opt/kata').orCreate().writable(),
          HostMount.path('/etc/systemd/system').orCreate().writable(),
          // The socket of systemd itself, which lives as long as the node.
          HostMount.path('/run/systemd/private', { type: kplus.HostPathVolumeType.SOCKET }).writable(),
          HostMount.path('/run/lock').orCreate().at('/host-run-lock').writable(),
          HostMount.path('/boot'),
          HostMount.path('/etc/machine-id', { type: kplus.HostPathVolumeType.FILE }).at('/host-machine-id'),
          HostMount.path('/bin').at('/host-bin'),
          HostMount.path('/sbin').at('/host-sbin'),
          HostMount.path('/usr/bin').at('/host-usr/bin'),
          HostMount.path('/usr/sbin').at('/host-usr/sbin'),
          HostMount.path('/usr/local/bin').orCreate().at('/host-usr-local/bin'),
          HostMount.path('/usr/local/sbin').orCreate().at('/host-usr-local/sbin'),
        ],
        volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(scope, 'Temporary', 'tmp') }],
      },
      rules: [
        { verbs: ['get', 'patch'], endpoints: [kplus.ApiResource.NODES] },
        { verbs: ['get', 'list', 'watch'], endpoints: [kplus.ApiResource.DAEMON_SETS] },
      ],
      defaults: {
        nodes: NodeSet.linux().withArch(...this.architectures()),
        tolerations: TolerationSet.none().and(...startupTaints.map((key) => TolerationSet.taint(key))),
        terminationGracePeriod: Duration.minutes(10),
        bootstrap: {
          provides: { labels: { [LABEL]: 'true' } },
          requires: ['serviceNetwork'],
          ...(startupTaints.length > 0 && { removesTaints: startupTaints }),
        },
      },
    };
  }

  /** The hypervisors of each architecture, the first of them as its default. */
  private shims(): Record<string, kplus.EnvValue> {
    const variables = EVERYWHERE.flatMap((architecture) => {
      const shims = this.hypervisors.filter((each) => HYPERVISORS[each].architectures.includes(architecture));
      return shims.length > 0
        ? [
            [`SHIMS_${architecture}`, kplus.EnvValue.fromValue(shims.join(' '))],
            [`DEFAULT_SHIM_${architecture}`, kplus.EnvValue.fromValue(shims[0])],
          ]
        : [];
    });
    return Object.fromEntries(variables);
  }

  private architectures(): string[] {
    const names: Record<string, string> = { [AMD64]: 'amd64', [ARM64]: 'arm64', S390X: 's390x', PPC64LE: 'ppc64le' };
    return EVERYWHERE.filter((architecture) =>
      this.hypervisors.some((each) => HYPERVISORS[each].architectures.includes(architecture)),
    ).map((architecture) => names[architecture]);
  }
}

function healthy(path: string, options: kplus.HttpGetProbeOptions): kplus.Probe {
  return kplus.Probe.fromHttpGet(path, { port: HEALTH_PORT, periodSeconds: Duration.seconds(10), ...options });
}
