import { LintAgent } from './lint-agent';
import { Field } from '../kubernetes/manifest/field';
import { Manifest } from '../kubernetes/manifest/manifest';

/** A rule of a ClusterRole that is bound to an agent for the whole cluster. */
export interface ClusterPermission {
  /** Name of the ClusterRole. */
  readonly role: string;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Objects that the rule is restricted to; empty for all. */
  readonly resourceNames: readonly string[];
}

/**
 * What the agent's service account may do in every namespace, by the manifests.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function clusterPermissions(
  { planned, manifest }: LintAgent,
  manifests: readonly Manifest[],
): ClusterPermission[] {
  const { namespace } = planned.daemonSet;
  const roles = new Set(
    ofRbacKind(manifests, 'ClusterRoleBinding')
      .filter((binding) =>
        binding
          .get('subjects')
          .items()
          .some(
            (subject) =>
              subject.get('kind').value === 'ServiceAccount' &&
              subject.get('name').value === manifest.serviceAccount &&
              subject.get('namespace').value === namespace,
          ),
      )
      .map((binding) => binding.get('roleRef').get('name').value),
  );
  return ofRbacKind(manifests, 'ClusterRole')
    .filter((role) => roles.has(role.get('metadata').get('name').value))
    .flatMap((role) =>
      role.get('rules').list((rule) => ({
        role: role.get('metadata').get('name').string() ?? '',
        apiGroups: rule.get('apiGroups').stringList(),
        resources: rule.get('resources').stringList(),
        verbs: rule.get('verbs').stringList(),
        resourceNames: rule.get('resourceNames').stringList(),
      })),
    );
}

/** Whether the rule lets its holder do this with every object of a resource of the core group. */
export function allows(permission: ClusterPermission, verb: string, resource: string): boolean {
  const has = (values: readonly string[], value: string) => values.includes('*') || values.includes(value);
  return (
    permission.resourceNames.length === 0 &&
    has(permission.apiGroups, '') &&
    has(permission.resources, resource) &&
    has(permission.verbs, verb)
  );
}

function ofRbacKind(manifests: readonly Manifest[], kind: string): Field[] {
  return manifests
    .filter((each) => each.kind === kind && each.apiVersion.startsWith('rbac.authorization.k8s.io/'))
    .map((each) => Field.of(each, []));
}
