/** A rule of a role that is bound to a service account. */
export interface Grant {
  readonly roleKind: string;
  /** Name of the role. */
  readonly role: string;
  /**
   * Where it holds.
   * @default - in every namespace, and for what has none
   */
  readonly namespace?: string;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Objects that the rule is restricted to; empty for all. */
  readonly resourceNames: readonly string[];
}

/**
 * Whether the rule speaks of a resource, which may be one with a subresource such as `pods/exec`.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/evaluation_helpers.go ResourceMatches
 */
export function coversResource({ apiGroups, resources }: Grant, apiGroup: string, resource: string): boolean {
  const [, subresource] = resource.split('/');
  return (
    (apiGroups.includes('*') || apiGroups.includes(apiGroup)) &&
    (resources.includes('*') ||
      resources.includes(resource) ||
      (subresource !== undefined && resources.includes(`*/${subresource}`)))
  );
}

/** The verbs among these that the rule allows. */
export function allowedVerbs({ verbs }: Grant, among: readonly string[]): string[] {
  return verbs.includes('*') ? ['*'] : among.filter((verb) => verbs.includes(verb));
}

/** Whether the rule lets its holder do this with every object of a resource. */
export function allows(grant: Grant, verb: string, apiGroup: string, resource: string): boolean {
  return (
    grant.resourceNames.length === 0 &&
    coversResource(grant, apiGroup, resource) &&
    allowedVerbs(grant, [verb]).length > 0
  );
}
