import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CGROUP_ROOT } from './cilium-config';
import { HostMount } from '../host-mount';
import type { NodeAgentContainerProps } from '../node-agent-container-props';
import { Privileges } from '../privileges';

/** What the steps have in common with the agent. */
export interface CiliumSetup {
  readonly image: string;
  readonly configMap: kplus.IConfigMap;
  /** Where the configuration is put together for the agent. */
  readonly tmp: kplus.VolumeMount;
  readonly env: Record<string, kplus.EnvValue>;
}

/** The directory of CNI plugins is where a program can lie that is to run in the namespaces of the node. */
const NODE_PROGRAMS = HostMount.cniBin().writable();
const PROCESSES = HostMount.path('/proc', { mountPath: '/hostproc' });
const ENTERS_NAMESPACES = unconfined(
  Privileges.capabilities(kplus.Capability.SYS_ADMIN, kplus.Capability.SYS_CHROOT, kplus.Capability.SYS_PTRACE),
);

/**
 * What is done on a node before the agent starts, in order.
 *
 * @see https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/templates/cilium-agent/daemonset.yaml
 */
export function ciliumInitContainers(setup: CiliumSetup): NodeAgentContainerProps[] {
  const { image, configMap, tmp, env } = setup;
  const step = (name: string, props: Partial<NodeAgentContainerProps>): NodeAgentContainerProps => ({
    name,
    image,
    resources: { cpu: { request: kplus.Cpu.millis(10) }, memory: { request: Size.mebibytes(16) } },
    ...props,
  });
  return [
    step('config', {
      command: ['cilium-dbg', 'build-config', `--source=config-map:${configMap.name},cilium-node-config`],
      envVariables: env,
      privileges: Privileges.capabilities(kplus.Capability.NET_ADMIN),
      volumeMounts: [tmp],
    }),
    step('mount-cgroup', {
      ...onNode('cilium-mount', '--cgroup=/hostproc/1/ns/cgroup', CGROUP_ROOT),
      privileges: ENTERS_NAMESPACES,
      hostMounts: [PROCESSES, NODE_PROGRAMS.at('/hostbin')],
    }),
    step('apply-sysctl-overwrites', {
      ...onNode('cilium-sysctlfix'),
      privileges: ENTERS_NAMESPACES,
      hostMounts: [PROCESSES, NODE_PROGRAMS.at('/hostbin')],
    }),
    step('mount-bpf-fs', {
      command: ['bash', '-ec'],
      args: ['mount | grep -q " on /sys/fs/bpf type bpf" || mount -t bpf bpf /sys/fs/bpf'],
      privileges: Privileges.privileged('mounts the BPF file system on the node, once'),
      hostMounts: [bpfMaps().bidirectional()],
    }),
    step('clean-cilium-state', {
      command: ['/init-container.sh'],
      envVariables: {
        ...env,
        CILIUM_ALL_STATE: fromConfig(configMap, 'clean-cilium-state'),
        CILIUM_BPF_STATE: fromConfig(configMap, 'clean-cilium-bpf-state'),
        WRITE_CNI_CONF_WHEN_READY: fromConfig(configMap, 'write-cni-conf-when-ready'),
      },
      privileges: unconfined(
        Privileges.capabilities(
          kplus.Capability.NET_ADMIN,
          kplus.Capability.SYS_MODULE,
          kplus.Capability.SYS_ADMIN,
          kplus.Capability.SYS_RESOURCE,
        ).withWritableRootFilesystem(),
      ),
      hostMounts: [
        bpfMaps(),
        HostMount.path(CGROUP_ROOT, { propagation: kplus.MountPropagation.HOST_TO_CONTAINER }).orCreate().writable(),
        runDirectory(),
      ],
    }),
    step('install-cni-binaries', {
      command: ['/install-plugin.sh'],
      privileges: unconfined(Privileges.none().asRoot()),
      hostMounts: [NODE_PROGRAMS.at('/host/opt/cni/bin')],
    }),
  ];
}

/** As upstream has it: what mounts and enters namespaces, a profile of seccomp, AppArmor or SELinux would stop. */
export function unconfined(privileges: Privileges): Privileges {
  return privileges
    .withSeccompProfile({ type: kplus.SeccompProfileType.UNCONFINED })
    .withoutAppArmor('mounts, enters namespaces of the node and loads eBPF programs')
    .withSeLinuxType('spc_t');
}

export function bpfMaps(): HostMount {
  return HostMount.path('/sys/fs/bpf').orCreate().writable();
}

export function runDirectory(): HostMount {
  return HostMount.path('/var/run/cilium').orCreate().writable();
}

/** Copies a program of the image to the node, runs it in the mount namespace of the node's first process, and removes it. */
function onNode(program: string, enter?: string, ...args: string[]): Partial<NodeAgentContainerProps> {
  const call = ['nsenter', enter, '--mount=/hostproc/1/ns/mnt', `/opt/cni/bin/${program}`, ...args];
  return {
    command: ['bash', '-ec'],
    args: [
      [
        `cp /usr/bin/${program} /hostbin/${program}`,
        call.filter((word) => word !== undefined).join(' '),
        `rm /hostbin/${program}`,
      ].join('\n'),
    ],
  };
}

function fromConfig(configMap: kplus.IConfigMap, key: string): kplus.EnvValue {
  return kplus.EnvValue.fromConfigMap(configMap, key, { optional: true });
}
