import { hostShellRule, unwritablePaths } from './host-file-system';
import { Platform, PlatformRule } from './platform-rule';
import { isWithin, normalHostPath } from '../../kubernetes/host-path';

const ARCHITECTURE = 'https://docs.siderolabs.com/talos/v1.13/learn-more/architecture';

const podSecurity: PlatformRule = {
  id: 'talos-pod-security',
  severity: 'error',
  title: 'The agent needs Pod Security level privileged, and its Namespace does not say so.',
  why:
    'Talos configures the API server to enforce level baseline in every namespace but kube-system. Where the Namespace has no ' +
    'label of its own, the pods of the agent are refused, which shows in an event of the DaemonSet only.',
  see: ['https://docs.siderolabs.com/kubernetes-guides/security/pod-security'],
  check: ({ privileges: { namespace, level, baselineViolations }, policy }) =>
    level === 'privileged' && namespace !== 'kube-system' && policy?.enforce === undefined
      ? [
          {
            message: `namespace ${namespace} enforces baseline by default, which refuses its pods: ${baselineViolations.map(({ reason }) => reason).join(', ')}`,
            fix: `deploy Namespace ${namespace} with the label pod-security.kubernetes.io/enforce: privileged`,
          },
        ]
      : [],
};

/** Where something can be made. */
const WRITABLE = [
  '/dev',
  '/etc/cni',
  '/etc/kubernetes',
  '/opt',
  '/proc',
  '/run',
  '/sys',
  '/system',
  '/tmp',
  '/usr/libexec/kubernetes',
  '/var',
];

const readOnlyRoot: PlatformRule = {
  id: 'talos-read-only-path',
  severity: 'warning',
  title: 'A path of the node is mounted for writing that cannot be written.',
  why:
    'Talos runs from a read-only image; only /var is storage, and a few directories such as /opt and /etc/cni are laid ' +
    'over it. Where the path is missing, it cannot be made and the container does not start: mkdir, read-only file system. ' +
    'Where it is there, writing fails.',
  see: ['hpe-storage/csi-driver#379', 'kubeovn/kube-ovn#2707', 'siderolabs/talos#10886', ARCHITECTURE],
  check: (agent) =>
    unwritablePaths(agent, WRITABLE).map((path) => ({
      message: `writes ${path} of the node, which is part of a read-only image`,
      fix: 'keep state below /var/lib, and programs below /opt; to read only, write readOnly: true',
    })),
};

/** Capabilities that Talos takes from every process but its own. */
const DROPPED = ['SYS_BOOT', 'SYS_MODULE'];

const capabilities: PlatformRule = {
  id: 'talos-capabilities',
  severity: 'error',
  title: 'A container adds a capability that Talos gives to no container.',
  why:
    'Talos starts containerd without SYS_MODULE and SYS_BOOT, so that no container can have them. One that names them does ' +
    'not start: unable to apply caps, operation not permitted. A privileged one starts, without them.',
  see: ['cilium/cilium#20636', 'siderolabs/talos#5948', 'Sentinel-One/helm-charts#225'],
  check: ({ privileges }) =>
    privileges.containers
      .filter(({ privileged }) => !privileged)
      .flatMap(({ name, addedCapabilities }) => {
        const dropped = addedCapabilities.filter((capability) => DROPPED.includes(capability));
        return dropped.length > 0
          ? [
              {
                message: `container ${name} adds ${dropped.join(', ')}, with which it does not start`,
                fix: `leave ${dropped.join(', ')} out; name kernel modules in the configuration of the machine`,
              },
            ]
          : [];
      }),
};

const SYSTEMD = [
  '/etc/systemd',
  '/run/dbus',
  '/run/log/journal',
  '/run/systemd',
  '/usr/lib/systemd',
  '/var/log/journal',
];

const systemd: PlatformRule = {
  id: 'talos-no-systemd',
  severity: 'warning',
  title: 'The agent reads systemd, its journal or D-Bus, which Talos does not have.',
  why:
    'Talos is its own init: there is no systemd, no journal and no D-Bus. An agent finds an empty directory and says nothing, ' +
    'or, where a type is given, its pod waits for ever. Talos sends the logs of its services and of the kernel itself.',
  see: [ARCHITECTURE],
  check: ({ privileges }) =>
    privileges.hostPaths
      .filter(({ path, mounts }) => mounts.length > 0 && SYSTEMD.some((each) => isWithin(normalHostPath(path), each)))
      .map(({ path }) => ({
        message: `mounts ${path} of the node, where Talos has nothing`,
        fix: 'leave it out on Talos, and configure the logging of the machine to send its logs to a collector',
      })),
};

const nonRootLogs: PlatformRule = {
  id: 'talos-non-root-logs',
  severity: 'info',
  title: 'A container reads the logs of the node as another user than root.',
  why:
    'Up to Talos 1.8.2 only root may enter /var/log and /var/log/containers. Later ones let everybody in, but for the audit ' +
    'logs, and the files of the logs themselves belong to root.',
  see: ['siderolabs/talos#9630', 'siderolabs/talos#9634', 'open-telemetry/opentelemetry-collector-contrib#33083'],
  check: ({ privileges }) =>
    privileges.containers
      .filter(({ user }) => user === 'nonRoot')
      .flatMap(({ name }) => {
        const logs = privileges.hostPaths
          .filter(({ path }) => isWithin(normalHostPath(path), '/var/log'))
          .filter(({ mounts }) => mounts.some(({ container }) => container === name));
        return logs.length > 0
          ? [
              {
                message: `container ${name} reads ${logs.map(({ path }) => path).join(', ')} of the node, which Talos may close to it`,
                fix: 'write runAsUser: 0 and drop every capability; or upgrade Talos and see that the files can be read',
              },
            ]
          : [];
      }),
};

/** Talos Linux of Sidero Labs. */
export const talos: Platform = {
  name: 'talos',
  title: 'Talos Linux',
  rules: [
    podSecurity,
    readOnlyRoot,
    capabilities,
    systemd,
    nonRootLogs,
    hostShellRule('talos', 'Talos Linux', [ARCHITECTURE]),
  ],
};
