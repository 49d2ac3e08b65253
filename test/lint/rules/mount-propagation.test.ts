import { mountPropagation } from '../../../src/lint/rules/mount-propagation';
import { agent, describeRule, hostMount } from '../lint-fixture';

describeRule(mountPropagation, [
  [
    'the root of the node: node_exporter#474',
    { agents: [agent('exporter', hostMount('/', 'Directory', { readOnly: true }))] },
    'exporter: container agent mounts / of the node without propagation',
  ],
  [
    'mounts of the node are passed on: kube-prometheus#698',
    { agents: [agent('exporter', hostMount('/', '', { mountPropagation: 'HostToContainer' }))] },
  ],
  ['nothing is mounted below', { agents: [agent('logs', hostMount('/var/log'))] }],
]);
