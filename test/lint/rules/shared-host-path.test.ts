import { sharedHostPath } from '../../../src/lint/rules/shared-host-path';
import { node } from '../../fixtures';
import { agent, describeRule, hostMount } from '../lint-fixture';

const selecting = (name: string, mount: Record<string, any>, nodeSelector: object) =>
  agent(name, { ...mount, spec: { ...mount.spec, nodeSelector } });

describeRule(sharedHostPath, [
  [
    'two releases of a collector keep their positions in one place',
    {
      cluster: [node('a'), node('b')],
      agents: [agent('logs', hostMount('/var/lib/fluent-bit')), agent('audit', hostMount('/var/lib/fluent-bit/'))],
    },
    'audit: writes /var/lib/fluent-bit of the node, and so does agents/logs, on a, b',
  ],
  [
    'one only reads',
    {
      agents: [agent('logs', hostMount('/var/lib/x')), agent('audit', hostMount('/var/lib/x', '', { readOnly: true }))],
    },
  ],
  [
    'the place is for many: the CNI directory',
    { agents: [agent('calico', hostMount('/etc/cni/net.d')), agent('istio-cni', hostMount('/etc/cni/net.d'))] },
  ],
  [
    'they share no node',
    {
      cluster: [node('a', { labels: { pool: 'a' } })],
      agents: [agent('logs', hostMount('/var/lib/x')), selecting('audit', hostMount('/var/lib/x'), { pool: 'b' })],
    },
  ],
]);
