import { Grant } from './grant';

type Rule = Pick<Grant, 'apiGroups' | 'resources' | 'verbs'>;

const CHANGE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const EDIT: readonly Rule[] = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch', ...CHANGE] },
  {
    apiGroups: [''],
    resources: ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'],
    verbs: ['get', ...CHANGE],
  },
  { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate', ...CHANGE] },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: CHANGE },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: CHANGE },
];

/**
 * What the ClusterRoles that every cluster has allow, as far as it is dangerous. No manifest holds them.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
 */
export const BUILT_IN_ROLES: ReadonlyMap<string, readonly Rule[]> = new Map([
  ['cluster-admin', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]],
  ['admin', EDIT],
  ['edit', EDIT],
  ['view', []],
]);
