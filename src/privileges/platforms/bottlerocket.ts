import { hostShellRule, unwritablePaths } from './host-file-system';
import { Platform, PlatformRule } from './platform-rule';
import { isWithin, normalHostPath } from '../../kubernetes/host-path';
import { PolicyPod } from '../../kubernetes/pod-security/policy-pod';

const FEATURES = 'https://github.com/bottlerocket-os/bottlerocket/blob/develop/SECURITY_FEATURES.md';
const GUIDANCE = 'https://github.com/bottlerocket-os/bottlerocket/blob/develop/SECURITY_GUIDANCE.md';

/** Where something can be made: storage, and what is gone after a reboot. */
const WRITABLE = ['/dev', '/etc', '/local', '/mnt', '/opt', '/proc', '/run', '/sys', '/tmp', '/var'];

const readOnlyRoot: PlatformRule = {
  id: 'bottlerocket-read-only-path',
  severity: 'warning',
  title: 'A path of the node is mounted for writing that cannot be written.',
  why:
    'The root file system of Bottlerocket is an image that is verified as it is read. Where the path is missing, it cannot ' +
    'be made and the container does not start: mkdir, read-only file system. Where it is there, writing fails.',
  see: [
    'kubernetes-sigs/blob-csi-driver#2138',
    'DataDog/helm-charts#1559',
    'bottlerocket-os/bottlerocket#3378',
    FEATURES,
  ],
  check: (agent) =>
    unwritablePaths(agent, WRITABLE).map((path) => ({
      message: `writes ${path} of the node, which is part of a read-only image`,
      fix: 'keep state below /var/lib, and programs below /opt; to read only, write readOnly: true',
    })),
};

const etc: PlatformRule = {
  id: 'bottlerocket-etc',
  severity: 'warning',
  title: 'The agent writes below /etc, which is kept in memory.',
  why:
    'On Bottlerocket /etc is made anew from the settings at every boot: what an agent writes there is gone, and what it ' +
    'changes of the system is not supported. Network plugins put their configuration there after every boot.',
  see: [FEATURES, 'mumoshu/kube-ssm-agent#17'],
  check: ({ privileges }) =>
    privileges.hostPaths
      .filter(({ path, writable }) => writable && isWithin(normalHostPath(path), '/etc'))
      .filter(({ path }) => !isWithin(normalHostPath(path), '/etc/cni'))
      .map(({ path }) => ({
        message: `writes ${path} of the node, which is gone after a reboot`,
        fix: 'keep state below /var/lib; change the system by its settings',
      })),
};

/** The types that a container may run as; spc_t is another name of control_t. */
const TYPES = ['container_t', 'control_t', 'spc_t', 'super_t'];

const seLinuxType: PlatformRule = {
  id: 'bottlerocket-selinux-type',
  severity: 'error',
  title: 'A container runs as an SELinux type that Bottlerocket does not have.',
  why:
    'The policy of Bottlerocket has three types for containers: container_t, control_t, which spc_t is an alias of, and ' +
    'super_t. With another one, of Fedora or OpenShift, the container cannot be made; early versions do not know spc_t either.',
  see: [
    'bottlerocket-os/bottlerocket#1221',
    'https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/packages/selinux-policy/subject.cil',
    GUIDANCE,
  ],
  check: ({ pod }) =>
    seLinuxTypes(pod)
      .filter(({ type }) => !TYPES.includes(type))
      .map(({ where, type }) => ({
        message: `${where} runs as SELinux type ${type}, which Bottlerocket does not have`,
        fix: `write one of ${TYPES.join(', ')}, or leave seLinuxOptions out`,
      })),
};

/** The types that the pod and its containers ask for. */
function seLinuxTypes({ securityContext, containers }: PolicyPod): { where: string; type: string }[] {
  const contexts = [
    { where: 'the pod', context: securityContext },
    ...containers.map((each) => ({ where: `container ${each.name}`, context: each.securityContext })),
  ];
  return contexts.flatMap(({ where, context }) => {
    const type = context.get('seLinuxOptions').get('type').string();
    return type ? [{ where, type }] : [];
  });
}

const seLinuxIgnored: PlatformRule = {
  id: 'bottlerocket-selinux-ignored',
  severity: 'warning',
  title: 'A privileged container asks for an SELinux type, and does not get it.',
  why:
    'The container runtime drops the SELinux options of a privileged container, which then runs as control_t: it may not ' +
    'relabel files nor make file systems on devices that others hold. Bidirectional mounts need privileged, so that ' +
    'storage drivers cannot have both.',
  see: [
    'bottlerocket-os/bottlerocket#3791',
    'warm-metal/container-image-csi-driver#178',
    'bottlerocket-os/bottlerocket#2319',
  ],
  check: ({ pod }) =>
    pod.containers
      .filter(({ securityContext }) => securityContext.get('privileged').boolean() === true)
      .flatMap(({ name, securityContext }) => {
        const type = securityContext.get('seLinuxOptions').get('type').string();
        return type
          ? [
              {
                message: `container ${name} is privileged and asks for SELinux type ${type}: it runs as control_t`,
                fix: 'leave privileged out and list the capabilities it needs; or leave seLinuxOptions out',
              },
            ]
          : [];
      }),
};

const kernelModules: PlatformRule = {
  id: 'bottlerocket-kernel-modules',
  severity: 'warning',
  title: 'A container loads kernel modules.',
  why:
    'The kernel of Bottlerocket is locked down for its integrity and loads modules with its own signature only. A module ' +
    'that an agent has built or downloaded is refused, whatever its privileges.',
  see: [FEATURES],
  check: ({ privileges }) =>
    privileges.containers
      .filter(({ addedCapabilities }) => addedCapabilities.includes('SYS_MODULE'))
      .map(({ name }) => ({
        message: `container ${name} adds SYS_MODULE to load kernel modules`,
        fix: 'use what is in the kernel, such as eBPF, and leave SYS_MODULE out',
      })),
};

/** Bottlerocket of Amazon. */
export const bottlerocket: Platform = {
  name: 'bottlerocket',
  title: 'Bottlerocket',
  rules: [
    readOnlyRoot,
    etc,
    seLinuxType,
    seLinuxIgnored,
    kernelModules,
    hostShellRule('bottlerocket', 'Bottlerocket', [FEATURES]),
  ],
};
