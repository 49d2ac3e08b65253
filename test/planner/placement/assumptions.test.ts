import { daemonSet, node, planOf } from '../../fixtures';

test.each<[string, any, string]>([
  [
    'a claim',
    { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'disk' } }] },
    'agents/agent uses the claim disk: its volume is assumed to be usable on every node',
  ],
  [
    'another scheduler',
    { schedulerName: 'volcano' },
    'agents/agent asks for the scheduler volcano: it is assumed to decide as the default one does',
  ],
  [
    'a node name in the template',
    { nodeName: 'a' },
    'agents/agent names its node in the template, so no scheduler sees its pod: the kubelet is assumed to agree',
  ],
])('a plan states what it assumes of %s', (_, spec, assumption) => {
  expect(planOf([node('a')], [daemonSet('agent', spec)]).toJson().assumptions).toEqual([assumption]);
});

test('a plan for a version that is not known exactly says so', () => {
  const { assumptions, kubernetesVersion } = planOf([node('a')], [], { kubernetesVersion: '1.31' }).toJson();
  expect(kubernetesVersion).toBe('1.31');
  expect(assumptions).toEqual([
    'Kubernetes 1.31 is planned with the behaviours of its neighbours where its own are not known',
  ]);
});
