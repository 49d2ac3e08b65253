import { BUILT_IN_ROLES } from './built-in-roles';
import { Grant } from './grant';
import { labelSelectorMatches } from '../label-selector';
import { Field } from '../manifest/field';
import { Manifest } from '../manifest/manifest';
import { readLabelSelector } from '../read-pod-spec';

/** A service account. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** What a service account may do. */
export interface ServiceAccountGrants {
  readonly grants: readonly Grant[];
  /** The roles that are bound to it and that no manifest holds, as `ClusterRole name` or `Role namespace/name`, sorted. */
  readonly unknownRoles: readonly string[];
}

type RbacKind = 'ClusterRole' | 'ClusterRoleBinding' | 'Role' | 'RoleBinding';

/**
 * What a service account may do by the roles and bindings among the manifests, to it, to its user name or to a group it is
 * in: a ClusterRole in a RoleBinding holds in the namespace of the binding only.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function serviceAccountGrants(account: ServiceAccount, manifests: readonly Manifest[]): ServiceAccountGrants {
  const grants: Grant[] = [];
  const unknown = new Set<string>();
  for (const { roleKind, role, namespace } of boundRoles(account, manifests)) {
    const rules = rulesOf(roleKind, role, namespace, manifests);
    if (rules === undefined) {
      unknown.add(roleKind === 'Role' ? `Role ${namespace}/${role}` : `ClusterRole ${role}`);
    }
    grants.push(...(rules ?? []).map((rule) => ({ roleKind, role, namespace, ...rule })));
  }
  return { grants, unknownRoles: [...unknown].sort() };
}

type Rule = Pick<Grant, 'apiGroups' | 'resources' | 'verbs' | 'resourceNames'>;
type BoundRole = Pick<Grant, 'roleKind' | 'role' | 'namespace'>;

function boundRoles(account: ServiceAccount, manifests: readonly Manifest[]): BoundRole[] {
  const bound = (kind: RbacKind) =>
    ofRbacKind(manifests, kind).filter((binding) =>
      binding
        .get('subjects')
        .items()
        .some((each) => isMeant(each, account)),
    );
  const roles = [
    ...bound('ClusterRoleBinding').map((binding) => ({ binding, namespace: undefined })),
    ...bound('RoleBinding').map((binding) => ({ binding, namespace: namespaceOf(binding) })),
  ].map(({ binding, namespace }) => ({
    roleKind: binding.get('roleRef').get('kind').string() ?? 'ClusterRole',
    role: binding.get('roleRef').get('name').string() ?? '',
    namespace,
  }));
  // Two bindings of one role give nothing more.
  const distinct = new Map(
    roles.map((role) => [JSON.stringify([role.roleKind, role.role, role.namespace ?? '']), role]),
  );
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, role]) => role);
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects */
function isMeant(subject: Field, { namespace, name }: ServiceAccount): boolean {
  const subjectName = subject.get('name').string();
  switch (subject.get('kind').string()) {
    case 'ServiceAccount':
      return subjectName === name && subject.get('namespace').string() === namespace;
    case 'User':
      return subjectName === `system:serviceaccount:${namespace}:${name}`;
    case 'Group':
      return ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`].includes(
        subjectName ?? '',
      );
    default:
      return false;
  }
}

function rulesOf(
  kind: string,
  name: string,
  namespace: string | undefined,
  manifests: readonly Manifest[],
): Rule[] | undefined {
  const roles = kind === 'Role' ? ofRbacKind(manifests, 'Role') : ofRbacKind(manifests, 'ClusterRole');
  const role = roles.find((each) => nameOf(each) === name && (kind !== 'Role' || namespaceOf(each) === namespace));
  if (role) {
    return [...readRules(role), ...aggregatedRules(role, manifests)];
  }
  const builtIn = kind === 'Role' ? undefined : BUILT_IN_ROLES.get(name);
  return builtIn?.map((rule) => ({ ...rule, resourceNames: [] }));
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
function aggregatedRules(role: Field, manifests: readonly Manifest[]): Rule[] {
  const selectors = role.get('aggregationRule').get('clusterRoleSelectors').list(readLabelSelector);
  return ofRbacKind(manifests, 'ClusterRole')
    .filter((each) => nameOf(each) !== nameOf(role))
    .filter((each) => {
      const labels = each.get('metadata').get('labels').strings();
      return selectors.some((selector) => labelSelectorMatches(selector, labels));
    })
    .flatMap(readRules);
}

function readRules(role: Field): Rule[] {
  return role.get('rules').list((rule) => ({
    apiGroups: rule.get('apiGroups').stringList(),
    resources: rule.get('resources').stringList(),
    verbs: rule.get('verbs').stringList(),
    resourceNames: rule.get('resourceNames').stringList(),
  }));
}

function ofRbacKind(manifests: readonly Manifest[], kind: RbacKind): Field[] {
  return manifests
    .filter((each) => each.kind === kind && each.apiVersion.startsWith('rbac.authorization.k8s.io/'))
    .map((each) => Field.of(each, []));
}

function nameOf(object: Field): string | undefined {
  return object.get('metadata').get('name').string();
}

function namespaceOf(object: Field): string {
  return object.get('metadata').get('namespace').string() || 'default';
}
