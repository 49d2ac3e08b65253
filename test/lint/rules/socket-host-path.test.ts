import { socketHostPath } from '../../../src/lint/rules/socket-host-path';
import { agent, describeRule, hostMount } from '../lint-fixture';

describeRule(socketHostPath, [
  [
    'the socket of the runtime without a type: submariner-operator#2846',
    { agents: [agent('tracee', hostMount('/run/containerd/containerd.sock'))] },
    'tracee: the volume host mounts the socket /run/containerd/containerd.sock with no type',
  ],
  [
    'the type makes it wait, and not follow a restart: spegel#438',
    { agents: [agent('spegel', hostMount('/run/containerd/containerd.sock', 'Socket'))] },
    'spegel: the volume host mounts the socket /run/containerd/containerd.sock',
  ],
  ['its directory', { agents: [agent('spegel', hostMount('/run/containerd', 'Directory'))] }],
]);
