import { hostPathType } from '../../../src/lint/rules/host-path-type';
import { agent, describeRule, hostMount } from '../lint-fixture';

describeRule(hostPathType, [
  [
    'a device that is missing becomes a directory',
    { agents: [agent('kvm', hostMount('/dev/kvm'))] },
    'kvm: the volume host mounts /dev/kvm of the node without a type',
  ],
  ['the kernel makes it', { agents: [agent('tetragon', hostMount('/sys/fs/bpf'))] }],
  [
    'Docker is gone and its directory is made anew, empty: moby#30348',
    { agents: [agent('filebeat', hostMount('/var/lib/docker/containers'))] },
    'filebeat: the volume host mounts /var/lib/docker/containers of the node without a type',
  ],
  [
    'a file that is missing becomes a directory, and can never be made',
    { agents: [agent('npd', hostMount('/etc/localtime', '', { readOnly: true }))] },
    'npd: the volume host mounts /etc/localtime of the node without a type',
  ],
  [
    'what another program should have made is read: submariner-operator#2846',
    { agents: [agent('reader', hostMount('/opt/product/data', '', { readOnly: true }))] },
    'reader: the volume host mounts /opt/product/data of the node without a type',
  ],
  [
    'it writes to a directory of its own, which may as well be made',
    { agents: [agent('flannel', hostMount('/run/flannel'))] },
  ],
  ['the kubelet has made it', { agents: [agent('plugin', hostMount('/var/lib/kubelet/device-plugins'))] }],
  ['the type is checked', { agents: [agent('filebeat', hostMount('/var/lib/docker/containers', 'Directory'))] }],
  ['every node has it', { agents: [agent('logs', hostMount('/var/log/'))] }],
  ['sockets have a rule of their own', { agents: [agent('logs', hostMount('/run/containerd/containerd.sock'))] }],
]);
