import { SensitivePermission } from './privilege-document';
import { allowedVerbs, coversResource, Grant } from '../kubernetes/rbac/grant';

/** A resource, the verbs on it that lead to more, and where they lead. */
interface Sensitive {
  readonly apiGroup: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly risk: string;
}

const WRITE = ['create', 'patch', 'update'];
const RUN_PODS =
  'starts pods under every service account of the namespace, with all that its Pod Security level allows';

/**
 * Permissions that lead to more than they say.
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 */
const SENSITIVE: readonly Sensitive[] = [
  { apiGroup: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'], risk: 'reads secrets' },
  { apiGroup: '', resources: ['secrets'], verbs: WRITE, risk: 'replaces the secrets that others trust' },
  {
    apiGroup: '',
    resources: ['nodes', 'nodes/status'],
    verbs: ['delete', 'patch', 'update'],
    risk: 'changes labels, taints and capacity of any node, and so where pods run',
  },
  {
    apiGroup: '',
    resources: ['nodes/proxy'],
    verbs: ['create', 'get', 'patch', 'update'],
    risk: 'runs commands in any pod of any node through the kubelet, past admission and audit',
  },
  {
    apiGroup: '',
    resources: ['pods/exec', 'pods/attach'],
    verbs: ['create', 'get'],
    risk: 'runs commands in pods of others',
  },
  {
    apiGroup: '',
    resources: ['pods/ephemeralcontainers'],
    verbs: ['patch', 'update'],
    risk: 'runs containers in pods of others',
  },
  { apiGroup: '', resources: ['pods'], verbs: WRITE, risk: RUN_PODS },
  {
    apiGroup: 'apps',
    resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
    verbs: WRITE,
    risk: RUN_PODS,
  },
  { apiGroup: 'batch', resources: ['cronjobs', 'jobs'], verbs: WRITE, risk: RUN_PODS },
  {
    apiGroup: '',
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
    risk: 'makes tokens of other service accounts',
  },
  {
    apiGroup: '',
    resources: ['groups', 'serviceaccounts', 'users'],
    verbs: ['impersonate'],
    risk: 'acts as anybody it may impersonate',
  },
  {
    apiGroup: 'rbac.authorization.k8s.io',
    resources: ['clusterroles', 'roles'],
    verbs: ['bind', 'escalate'],
    risk: 'gives itself any permission',
  },
  {
    apiGroup: 'admissionregistration.k8s.io',
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    verbs: ['create', 'delete', 'patch', 'update'],
    risk: 'reads and changes every object that is admitted to the cluster, or lets none in',
  },
  {
    apiGroup: '',
    resources: ['persistentvolumes'],
    verbs: WRITE,
    risk: 'mounts any path of a node by a volume of its own',
  },
  {
    apiGroup: '',
    resources: ['namespaces'],
    verbs: ['patch', 'update'],
    risk: 'changes the Pod Security level of namespaces',
  },
  {
    apiGroup: 'certificates.k8s.io',
    resources: ['certificatesigningrequests/approval'],
    verbs: ['patch', 'update'],
    risk: 'approves certificates in the name of others',
  },
];

/** What of the grants leads to more, in the order of the roles. */
export function sensitivePermissions(grants: readonly Grant[]): SensitivePermission[] {
  const found = grants.flatMap((grant) => (allowsEverything(grant) ? [everything(grant)] : sensitiveParts(grant)));
  // Rules of one role may say the same twice.
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

function allowsEverything({ apiGroups, resources, verbs }: Grant): boolean {
  return [apiGroups, resources, verbs].every((each) => each.includes('*'));
}

function everything(grant: Grant): SensitivePermission {
  return permission(grant, '*', '*', ['*'], 'everything: it is the administrator of where this holds');
}

function sensitiveParts(grant: Grant): SensitivePermission[] {
  return SENSITIVE.flatMap(({ apiGroup, resources, verbs, risk }) =>
    resources
      .filter((resource) => coversResource(grant, apiGroup, resource))
      .map((resource) => permission(grant, apiGroup, resource, allowedVerbs(grant, verbs), risk)),
  ).filter(({ verbs }) => verbs.length > 0);
}

function permission(grant: Grant, apiGroup: string, resource: string, verbs: string[], risk: string) {
  const { roleKind, role, namespace, resourceNames } = grant;
  return {
    role: `${roleKind} ${role}`,
    apiGroup,
    resource,
    verbs,
    namespace,
    resourceNames: resourceNames.length > 0 ? [...resourceNames] : undefined,
    risk,
  };
}
