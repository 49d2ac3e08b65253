import { describePlatformRule, mounting, secured } from './platform-fixture';

describePlatformRule('bottlerocket-read-only-path', [
  [
    'a driver installs itself: kubernetes-sigs/blob-csi-driver#2138',
    [mounting('blob', ['/usr/local'])],
    'blob: writes /usr/local of the node, which is part of a read-only image',
  ],
  [
    'a mount inside a bootstrap container: bottlerocket-os/bottlerocket#3378',
    [mounting('local', ['/.bottlerocket/rootfs/mnt/ephemeral'])],
    'local: writes /.bottlerocket/rootfs/mnt/ephemeral of the node, which is part of a read-only image',
  ],
  ['modules and system files to read', [mounting('cni', ['/lib/modules:ro', '/usr/src:ro', '/:ro'])]],
  [
    'storage, sockets and plugins',
    [mounting('cni', ['/var/lib/cni', '/run/cni', '/opt/cni/bin', '/mnt/disks', '/var/run/x'])],
  ],
  ['the root of the node, below which there is storage', [mounting('csi', ['/'])]],
]);

describePlatformRule('bottlerocket-etc', [
  [
    'an agent keeps its registration',
    [mounting('ssm', ['/etc/sudoers.d'])],
    'ssm: writes /etc/sudoers.d of the node, which is gone after a reboot',
  ],
  ['a network plugin', [mounting('cni', ['/etc/cni/net.d'])]],
  ['to read', [mounting('logs', ['/etc/machine-id:ro'])]],
]);

describePlatformRule('bottlerocket-selinux-type', [
  [
    'a type of OpenShift for containers in containers',
    [secured('builder', undefined, { securityContext: { seLinuxOptions: { type: 'container_engine_t' } } })],
    'builder: the pod runs as SELinux type container_engine_t, which Bottlerocket does not have',
  ],
  [
    'Cilium as it comes, with the alias of control_t',
    [secured('cilium', { seLinuxOptions: { type: 'spc_t', level: 's0' } })],
  ],
  ['a type of Bottlerocket', [secured('agent', { seLinuxOptions: { type: 'super_t' } })]],
  ['a level alone', [secured('agent', { seLinuxOptions: { level: 's0:c1' } })]],
]);

describePlatformRule('bottlerocket-selinux-ignored', [
  [
    'a storage driver: warm-metal/container-image-csi-driver#178',
    [secured('csi', { privileged: true, seLinuxOptions: { type: 'super_t' } })],
    'csi: container agent is privileged and asks for SELinux type super_t: it runs as control_t',
  ],
  [
    'with capabilities instead',
    [secured('csi', { capabilities: { add: ['SYS_ADMIN'] }, seLinuxOptions: { type: 'super_t' } })],
  ],
  ['privileged alone', [secured('csi', { privileged: true })]],
]);

describePlatformRule('bottlerocket-kernel-modules', [
  [
    'a driver that is built on the node',
    [secured('driver', { capabilities: { add: ['SYS_MODULE'] } })],
    'driver: container agent adds SYS_MODULE to load kernel modules',
  ],
  ['eBPF', [secured('ebpf', { capabilities: { add: ['BPF', 'PERFMON'] } })]],
]);

const running = (...command: string[]) => secured('setup', { privileged: true }, { hostPID: true }, { command });

describePlatformRule('bottlerocket-host-shell', [
  [
    'a shell of the node',
    [running('nsenter', '--target', '1', '--mount', '--', '/bin/bash', '-c', 'modprobe nbd')],
    'setup: container agent runs a program of the node: nsenter --target 1 --mount -- /bin/bash',
  ],
  [
    'a package manager in a script',
    [running('sh', '-c', 'chroot /host apt-get install -y open-iscsi')],
    'setup: container agent runs a program of the node: chroot /host apt-get',
  ],
  [
    'a program that it brings along, as Cilium does',
    [running('sh', '-ec', 'cp x /hostbin/x; nsenter --mount=/hostproc/1/ns/mnt /opt/cni/bin/x; rm x.sh')],
  ],
  ['its own shell', [running('sh', '-c', 'sysctl -w vm.max_map_count=262144')]],
]);
