import { Grant } from '../../src/kubernetes/rbac/grant';
import { sensitivePermissions } from '../../src/privileges/sensitive-permissions';

const grant = (apiGroup: string, resources: string[], verbs: string[], more: Partial<Grant> = {}): Grant => ({
  roleKind: 'ClusterRole',
  role: 'agent',
  apiGroups: [apiGroup],
  resources,
  verbs,
  resourceNames: [],
  ...more,
});
const RBAC = 'rbac.authorization.k8s.io';

test.each<[string, Grant, string[]]>([
  ['secrets are read', grant('', ['secrets', 'pods'], ['get', 'list']), ['secrets get,list']],
  ['nodes are relabelled', grant('', ['nodes'], ['get', 'patch']), ['nodes patch']],
  ['nodes are read, which leads nowhere', grant('', ['nodes', 'pods', 'endpoints'], ['get', 'list', 'watch']), []],
  ['get of nodes/proxy runs commands', grant('', ['nodes/proxy'], ['get']), ['nodes/proxy get']],
  ['nodes/metrics does not', grant('', ['nodes/metrics', 'nodes/stats'], ['get']), []],
  ['commands in pods', grant('', ['pods/exec'], ['create']), ['pods/exec create']],
  ['tokens', grant('', ['serviceaccounts/token'], ['create']), ['serviceaccounts/token create']],
  ['impersonation', grant('', ['users', 'groups'], ['impersonate']), ['groups impersonate', 'users impersonate']],
  ['roles', grant(RBAC, ['clusterroles'], ['escalate', 'bind', 'get']), ['clusterroles bind,escalate']],
  ['reading roles leads nowhere', grant(RBAC, ['clusterroles', 'roles'], ['get', 'list']), []],
  [
    'webhooks',
    grant('admissionregistration.k8s.io', ['mutatingwebhookconfigurations'], ['update']),
    ['mutatingwebhookconfigurations update'],
  ],
  ['every verb', grant('', ['secrets'], ['*']), ['secrets *', 'secrets *']],
  ['another group of the same word', grant('example.com', ['secrets'], ['get']), []],
  ['everything at once', grant('*', ['*'], ['*']), ['* *']],
  [
    'reading everything',
    grant('*', ['*'], ['get', 'list', 'watch']),
    ['secrets get,list,watch', 'nodes/proxy get', 'pods/exec get', 'pods/attach get'],
  ],
])('%s', (_, given, expected) => {
  expect(sensitivePermissions([given]).map(({ resource, verbs }) => `${resource} ${verbs}`)).toEqual(expected);
});

test('a permission says by whom, where, on what and what for', () => {
  const [permission] = sensitivePermissions([
    grant('', ['secrets'], ['get'], { roleKind: 'Role', namespace: 'agents', resourceNames: ['tls'] }),
  ]);
  expect(permission).toEqual({
    role: 'Role agent',
    apiGroup: '',
    resource: 'secrets',
    verbs: ['get'],
    namespace: 'agents',
    resourceNames: ['tls'],
    risk: 'reads secrets',
  });
});

test('two rules that say the same count once', () => {
  expect(sensitivePermissions([grant('', ['secrets'], ['get']), grant('', ['secrets'], ['get'])])).toHaveLength(1);
});
