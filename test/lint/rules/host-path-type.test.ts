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
  ['the type is checked', { agents: [agent('filebeat', hostMount('/var/lib/docker/containers', 'Directory'))] }],
  ['every node has it', { agents: [agent('logs', hostMount('/var/log/'))] }],
  ['sockets have a rule of their own', { agents: [agent('logs', hostMount('/run/containerd/containerd.sock'))] }],
]);
