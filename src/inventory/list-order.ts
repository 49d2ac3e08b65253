interface Named {
  readonly name: string;
}

interface Namespaced extends Named {
  readonly traits: { readonly namespace: string };
}

/** The order in which the API server lists what is of the cluster as a whole. */
export function byName(a: Named, b: Named): number {
  return compare(a.name, b.name);
}

/** The order in which it lists what is of a namespace. */
export function byNamespaceAndName(a: Namespaced, b: Namespaced): number {
  return compare(a.traits.namespace, b.traits.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
