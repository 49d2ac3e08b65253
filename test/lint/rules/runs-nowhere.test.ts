import { runsNowhere } from '../../../src/lint/rules/runs-nowhere';
import { node } from '../../fixtures';
import { agent, describeRule, fixes, nodeAffinity } from '../lint-fixture';

const selecting = (labels: Record<string, string>) => agent('exporter', { spec: { nodeSelector: labels } });
const beta = { agents: [selecting({ 'beta.kubernetes.io/os': 'linux' })] };

describeRule(runsNowhere, [
  [
    'the label of the selector is of the past: kubernetes#51785',
    beta,
    'exporter: runs on no node of the inventory: node selector beta.kubernetes.io/os=linux does not match: the node has no label beta.kubernetes.io/os',
  ],
  [
    'every node is tainted',
    { cluster: [node('a', { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] })], agents: [agent('logs')] },
    'logs: runs on no node of the inventory: untolerated taint dedicated:NoSchedule',
  ],
  [
    'one node takes it',
    { cluster: [node('a'), node('b', { labels: { pool: 'x' } })], agents: [selecting({ pool: 'x' })] },
  ],
  [
    'another agent sets the label, once it runs: Node Feature Discovery',
    {
      agents: [
        selecting({ 'feature.node.kubernetes.io/pci-10de.present': 'true' }),
        agent('nfd', { container: { image: 'registry.k8s.io/nfd/node-feature-discovery:v0.17.3' } }),
      ],
    },
  ],
  ['it is for Windows, and no node runs that', { agents: [selecting({ 'kubernetes.io/os': 'windows' })] }],
]);

test.each([
  [{ 'beta.kubernetes.io/os': 'linux' }, 'no node has the label beta.kubernetes.io/os: did you mean kubernetes.io/os?'],
  [
    { 'failure-domain.beta.kubernetes.io/zone': 'a' },
    'no node has the label failure-domain.beta.kubernetes.io/zone: did you mean topology.kubernetes.io/zone?',
  ],
  [
    { 'kubernetes.io/hostnme': 'a' },
    'no node has the label kubernetes.io/hostnme: did you mean kubernetes.io/hostname?',
  ],
  [{ 'example.com/storage': 'ssd' }, 'no node has the label example.com/storage'],
  [{ 'kubernetes.io/hostname': 'zzz' }, expect.stringContaining('mend node selector')],
])('the fix for %p names the label that was meant', (labels, fix) => {
  expect(fixes(runsNowhere, { agents: [selecting(labels as Record<string, string>)] })).toEqual([fix]);
});

test('an agent whose affinity has no term is told too', () => {
  expect(fixes(runsNowhere, { agents: [agent('logs', { spec: { affinity: nodeAffinity([]) } })] })).toHaveLength(1);
});
