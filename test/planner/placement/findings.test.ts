import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const findings = (cluster: any[], manifest: any) => planOf(cluster, [manifest]).toJson().findings;

test('an agent that waits behind pods of its own priority waits for ever, and is told so: kubernetes#140984', () => {
  const cluster = [node('a'), node('b'), pod('web', 'a', { requests: { cpu: '4' } })];
  expect(findings(cluster, daemonSet('logs', {}, { cpu: '1' }))).toEqual([
    {
      rule: 'pending-for-ever',
      severity: 'warning',
      daemonSet: 'agents/logs',
      message: 'stays Pending on a, filled by pods of its priority 0 or a higher one',
      fix: 'give it a priorityClassName above those of the pods there, or smaller requests',
    },
  ]);
});

test.each<[string, any[], any]>([
  ['that runs everywhere', [node('a')], daemonSet('logs')],
  ['that is larger than the node', [node('a')], daemonSet('logs', {}, { cpu: '5' })],
  [
    'that makes room for itself',
    [node('a'), priorityClass('high', 9), pod('web', 'a', { requests: { cpu: '4' } })],
    daemonSet('logs', { priorityClassName: 'high' }, { cpu: '1' }),
  ],
])('an agent %s does not wait for ever behind others', (_, cluster, manifest) => {
  expect(findings(cluster, manifest)).toEqual([]);
});

test('a manifest that the API server refuses is an error, with the field and what to write', () => {
  expect(findings([node('a')], daemonSet('logs', { nodeSelectors: { disk: 'ssd' } }))).toEqual([
    {
      rule: 'manifest-refused',
      severity: 'error',
      daemonSet: 'agents/logs',
      field: 'spec.template.spec.nodeSelectors',
      message:
        'the API server refuses it: spec.template.spec.nodeSelectors: unknown field "spec.template.spec.nodeSelectors"',
      fix: 'did you mean nodeSelector?',
    },
  ]);
});
