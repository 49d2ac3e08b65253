import { wrongOperatingSystem } from '../../../src/lint/rules/wrong-operating-system';
import { node } from '../../fixtures';
import { agent, describeRule, hostMount } from '../lint-fixture';

const windows = (name: string) => node(name, { labels: { 'kubernetes.io/os': 'windows' } });

describeRule(wrongOperatingSystem, [
  [
    'an agent that mounts the host has no OS selector: kubernetes#82959',
    { cluster: [node('a'), windows('w')], agents: [agent('kube-proxy', hostMount('/lib/modules'))] },
    'kube-proxy: is made for linux and wanted on w, which run Windows',
  ],
  [
    'a user id is a matter of Linux: flannel#1459',
    { cluster: [windows('w')], agents: [agent('exporter', { container: { securityContext: { runAsUser: 65534 } } })] },
    'exporter: is made for linux and wanted on w, which run Windows',
  ],
  [
    'spec.os keeps no pod from any node',
    { cluster: [node('a'), windows('w')], agents: [agent('logs', { spec: { os: { name: 'windows' } } })] },
    'logs: is made for windows and wanted on a, which do not run Windows',
  ],
  [
    'it selects Linux',
    {
      cluster: [windows('w')],
      agents: [agent('logs', { spec: { hostNetwork: true, nodeSelector: { 'kubernetes.io/os': 'linux' } } })],
    },
  ],
  [
    'it is for Windows, by its image',
    {
      cluster: [windows('w')],
      agents: [
        agent('exporter', { container: { image: 'registry.example/windows-exporter:1' }, spec: { hostNetwork: true } }),
      ],
    },
  ],
  ['it may be for both: nothing is known', { cluster: [windows('w')], agents: [agent('logs')] }],
  [
    'capabilities are dropped, and the author selects Windows: azuredisk-csi-driver',
    {
      cluster: [node('w', { labels: { 'kubernetes.io/os': 'windows' } })],
      agents: [
        agent('csi-windows', {
          container: { securityContext: { capabilities: { drop: ['ALL'] } } },
          spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
        }),
      ],
    },
  ],
]);
