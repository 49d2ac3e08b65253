import { allows } from '../../../src/kubernetes/rbac/grant';
import { serviceAccountGrants } from '../../../src/kubernetes/rbac/service-account-grants';
import { manifestOf } from '../fixture';

const API = 'rbac.authorization.k8s.io/v1';
const ACCOUNT = { namespace: 'agents', name: 'logs' };
const SUBJECT = { kind: 'ServiceAccount', namespace: 'agents', name: 'logs' };

const rule = (resource: string, ...verbs: string[]) => ({ apiGroups: [''], resources: [resource], verbs });
const clusterRole = (name: string, more: object = {}, labels?: object) => ({
  apiVersion: API,
  kind: 'ClusterRole',
  metadata: { name, labels },
  rules: [rule('pods', 'get')],
  ...more,
});
const role = (name: string, namespace: string) => ({
  ...clusterRole(name),
  kind: 'Role',
  metadata: { name, namespace },
});
const binding = (roleRef: object, subject: object = SUBJECT) => ({
  apiVersion: API,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'x' },
  roleRef,
  subjects: [subject],
});
const roleBinding = (namespace: string | undefined, roleRef: object, subject?: object) => ({
  ...binding(roleRef, subject),
  kind: 'RoleBinding',
  metadata: { name: 'x', namespace },
});
const CLUSTER_ROLE = { kind: 'ClusterRole', name: 'reader' };

function grants(...objects: object[]): string[] {
  const { grants: found } = serviceAccountGrants(ACCOUNT, objects.map(manifestOf));
  return found.map(
    (each) => `${each.roleKind} ${each.role} ${each.verbs} ${each.resources} in ${each.namespace ?? '*'}`,
  );
}

test.each<[string, object[], string[]]>([
  [
    'a ClusterRole in a ClusterRoleBinding holds everywhere',
    [binding(CLUSTER_ROLE), clusterRole('reader')],
    ['ClusterRole reader get pods in *'],
  ],
  [
    'a ClusterRole in a RoleBinding holds in the namespace of the binding',
    [roleBinding('kube-system', CLUSTER_ROLE), clusterRole('reader')],
    ['ClusterRole reader get pods in kube-system'],
  ],
  [
    'a Role is the one of the namespace of its binding',
    [roleBinding('a', { kind: 'Role', name: 'r' }), role('r', 'a'), role('r', 'b')],
    ['Role r get pods in a'],
  ],
  [
    'without a namespace a binding is in default',
    [roleBinding(undefined, { kind: 'Role', name: 'r' }), role('r', 'default')],
    ['Role r get pods in default'],
  ],
  [
    'a subject without a namespace is nobody',
    [binding(CLUSTER_ROLE, { kind: 'ServiceAccount', name: 'logs' }), clusterRole('reader')],
    [],
  ],
  [
    'by user name',
    [binding(CLUSTER_ROLE, { kind: 'User', name: 'system:serviceaccount:agents:logs' }), clusterRole('reader')],
    ['ClusterRole reader get pods in *'],
  ],
  [
    'by the group of its namespace',
    [binding(CLUSTER_ROLE, { kind: 'Group', name: 'system:serviceaccounts:agents' }), clusterRole('reader')],
    ['ClusterRole reader get pods in *'],
  ],
  [
    'not by the group of another namespace',
    [binding(CLUSTER_ROLE, { kind: 'Group', name: 'system:serviceaccounts:apps' }), clusterRole('reader')],
    [],
  ],
  [
    'an aggregated ClusterRole holds the rules of those it selects',
    [
      binding(CLUSTER_ROLE),
      clusterRole('reader', {
        rules: [],
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'reader' } }] },
      }),
      clusterRole('part', { rules: [rule('secrets', 'list')] }, { to: 'reader' }),
      clusterRole('other', {}, { to: 'other' }),
    ],
    ['ClusterRole reader list secrets in *'],
  ],
  [
    'two bindings of one role count once',
    [binding(CLUSTER_ROLE), binding(CLUSTER_ROLE), clusterRole('reader')],
    ['ClusterRole reader get pods in *'],
  ],
  [
    'cluster-admin is in no manifest',
    [binding({ kind: 'ClusterRole', name: 'cluster-admin' })],
    ['ClusterRole cluster-admin * * in *'],
  ],
])('%s', (_, objects, expected) => {
  expect(grants(...objects)).toEqual(expected);
});

test('a role that no manifest holds is told', () => {
  const objects = [
    binding({ kind: 'ClusterRole', name: 'z' }),
    roleBinding('a', { kind: 'Role', name: 'r' }),
    binding({ kind: 'ClusterRole', name: 'view' }),
  ];
  expect(serviceAccountGrants(ACCOUNT, objects.map(manifestOf))).toEqual({
    grants: [],
    unknownRoles: ['ClusterRole z', 'Role a/r'],
  });
});

test.each<[string, object, boolean]>([
  ['the very resource', { resources: ['pods/exec'] }, true],
  ['every resource', { resources: ['*'] }, true],
  ['the subresource of every resource', { resources: ['*/exec'] }, true],
  ['the resource without its subresource', { resources: ['pods'] }, false],
  ['another group', { resources: ['pods/exec'], apiGroups: ['apps'] }, false],
  ['another verb', { resources: ['pods/exec'], verbs: ['get'] }, false],
  ['objects by name', { resources: ['pods/exec'], resourceNames: ['a'] }, false],
])('ResourceMatches: %s allows create of pods/exec: %s', (_, given, expected) => {
  const grant = { roleKind: 'Role', role: 'r', apiGroups: [''], resources: [], verbs: ['create'], resourceNames: [] };
  expect(allows({ ...grant, ...given }, 'create', '', 'pods/exec')).toBe(expected);
});
