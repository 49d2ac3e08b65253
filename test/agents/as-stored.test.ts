import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { asStored } from '../../src/agents/as-stored';

const [pods, nodes] = [kplus.ApiResource.PODS, kplus.ApiResource.NODES];

function rendered<T extends kplus.Resource>(make: (chart: Chart) => T, later?: (object: T) => void): any {
  const chart = new Chart(Testing.app(), 'chart');
  const object = make(chart);
  asStored(object);
  later?.(object);
  return Testing.synth(chart).at(-1);
}

test('a Service has no empty list of addresses, and those that it has', () => {
  const addresses = (props: kplus.ServiceProps) =>
    rendered((chart) => new kplus.Service(chart, 'a', { ports: [{ port: 80 }], ...props })).spec.externalIPs;
  expect(addresses({})).toBeUndefined();
  expect(addresses({ externalIPs: ['192.0.2.1'] })).toEqual(['192.0.2.1']);
});

test('a rule has no empty list of names, whenever it was added', () => {
  const { rules } = rendered(
    (chart) => new kplus.ClusterRole(chart, 'a', { rules: [{ verbs: ['get'], endpoints: [pods] }] }),
    (role) => role.allow(['list'], nodes),
  );
  expect(rules).toEqual([
    { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
    { apiGroups: [''], resources: ['nodes'], verbs: ['list'] },
  ]);
});

test('an account has no group, and others have theirs', () => {
  const { subjects } = rendered((chart) => {
    const role = kplus.ClusterRole.fromClusterRoleName(chart, 'role', 'view');
    const binding = new kplus.ClusterRoleBinding(chart, 'a', { role });
    const account = kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'agent', { namespaceName: 'agents' });
    binding.addSubjects(account, kplus.Group.fromName(chart, 'group', 'admins'));
    return binding;
  });
  expect(subjects).toEqual([
    { kind: 'ServiceAccount', name: 'agent', namespace: 'agents' },
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'admins' },
  ]);
});
