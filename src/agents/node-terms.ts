import { SelectorRequirement, parseInt64, requirementFault } from '../kubernetes/label-selector';

/** A conjunction of requirements: one `nodeSelectorTerm` in the making. */
export interface NodeTerm {
  readonly labels: readonly SelectorRequirement[];
  readonly fields: readonly SelectorRequirement[];
  /** Do not add `kubernetes.io/os In [linux]`. */
  readonly anyOs?: boolean;
  /** Do not exclude nodes that run no kubelet. */
  readonly virtual?: boolean;
}

/** How a set is written in a pod. */
export interface NodePlacement {
  /** The one operating system of the whole set, for `nodeSelector`. */
  readonly os?: string;
  /** Empty: every node. */
  readonly terms: { matchExpressions?: SelectorRequirement[]; matchFields?: SelectorRequirement[] }[];
}

/** Distributing an exclusion multiplies terms; this stops it long before the API server's limit on the size of an object. */
const MAX_TERMS = 256;

const COMPLEMENT: Record<string, string> = {
  In: 'NotIn',
  NotIn: 'In',
  Exists: 'DoesNotExist',
  DoesNotExist: 'Exists',
};

/** The terms of "one of `left` and one of `right`", without the combinations that no node can meet. */
export function intersect(left: readonly NodeTerm[], right: readonly NodeTerm[]): NodeTerm[] {
  const terms = left.flatMap((a) =>
    right.map((b) => ({
      labels: [...a.labels, ...b.labels],
      fields: [...a.fields, ...b.fields],
      anyOs: a.anyOs || b.anyOs,
      virtual: a.virtual || b.virtual,
    })),
  );
  const possible = withoutContradictions(terms);
  if (possible.length > MAX_TERMS) {
    throw new Error(
      `A NodeSet of ${possible.length} alternatives is too large: at most ${MAX_TERMS} are allowed. ` +
        'Excluding a set of several requirements multiplies the alternatives; label the nodes you mean and select that label.',
    );
  }
  return withoutSwallowed(possible);
}

/**
 * The terms of "none of these": NOT (a AND b) is NOT a OR NOT b, so every excluded term of n requirements
 * becomes n alternatives, and excluded terms multiply.
 */
export function complement(terms: readonly NodeTerm[]): NodeTerm[] {
  return terms
    .map(({ labels, fields }) => [
      ...labels.map((requirement) => ({ labels: [negate(requirement)], fields: [] })),
      ...fields.map((requirement) => ({ labels: [], fields: [negate(requirement)] })),
    ])
    .reduce<NodeTerm[]>(intersect, [{ labels: [], fields: [] }]);
}

function negate(requirement: SelectorRequirement): SelectorRequirement {
  const operator = COMPLEMENT[requirement.operator];
  if (!operator) {
    const { key, operator: comparison, values } = requirement;
    throw new Error(
      `Cannot exclude the nodes with ${key} ${comparison} ${values?.[0]}: its complement also holds nodes whose label ${key} ` +
        'is absent or not an integer, and Kubernetes has no operator for those. ' +
        'Write the opposite comparison with and(), which selects only nodes that have the label.',
    );
  }
  return { ...requirement, operator };
}

/** The same nodes in fewer words: contradictory terms, repeated requirements and swallowed alternatives are gone. */
export function simplify(terms: readonly NodeTerm[]): NodeTerm[] {
  return withoutSwallowed(withoutContradictions(terms));
}

function withoutContradictions(terms: readonly NodeTerm[]): NodeTerm[] {
  return terms.flatMap((term) => {
    const labels = simplifyRequirements(term.labels, (key, values) => [{ key, operator: 'NotIn', values }]);
    // A requirement on a field takes exactly one value.
    const fields = simplifyRequirements(term.fields, (key, values) =>
      values.map((value) => ({ key, operator: 'NotIn', values: [value] })),
    );
    return labels && fields ? [{ ...term, labels, fields }] : [];
  });
}

/** An alternative that demands all that another one does, and more, adds no node to it. */
function withoutSwallowed(terms: readonly NodeTerm[]): NodeTerm[] {
  const facts = terms.map(factsOf);
  return terms.filter(
    (_, i) => !facts.some((other, j) => i !== j && isSubset(other, facts[i]) && (other.size < facts[i].size || j < i)),
  );
}

/** What a term demands, one text for each demand. */
function factsOf(term: NodeTerm): Set<string> {
  const facts = [...term.labels.map((r) => ['label', r]), ...term.fields.map((r) => ['field', r])];
  return new Set([
    ...facts.map((fact) => JSON.stringify(fact)),
    ...(term.anyOs ? [] : ['linux unless said']),
    ...(term.virtual ? [] : ['real unless said']),
  ]);
}

function isSubset(small: ReadonlySet<string>, large: ReadonlySet<string>): boolean {
  return [...small].every((fact) => large.has(fact));
}

/** Equivalent requirements, or undefined when no node can meet them all. */
function simplifyRequirements(
  requirements: readonly SelectorRequirement[],
  notIn: (key: string, values: string[]) => SelectorRequirement[],
): SelectorRequirement[] | undefined {
  const result: SelectorRequirement[] = [];
  for (const key of new Set(requirements.map((requirement) => requirement.key))) {
    const simplified = simplifyKey(
      key,
      requirements.filter((requirement) => requirement.key === key),
      notIn,
    );
    if (!simplified) {
      return undefined;
    }
    result.push(...simplified);
  }
  return result;
}

function simplifyKey(
  key: string,
  requirements: readonly SelectorRequirement[],
  notIn: (key: string, values: string[]) => SelectorRequirement[],
): SelectorRequirement[] | undefined {
  if (requirements.some((requirement) => requirementFault(requirement) !== undefined)) {
    return [...requirements];
  }
  const valuesOf = (operator: string) =>
    requirements.filter((requirement) => requirement.operator === operator).map(({ values }) => values ?? []);
  const has = (operator: string) => requirements.some((requirement) => requirement.operator === operator);
  const comparisons = unique([
    ...valuesOf('Gt').map(([v]) => `Gt ${v}`),
    ...valuesOf('Lt').map(([v]) => `Lt ${v}`),
  ]).map((text) => ({ key, operator: text.slice(0, 2), values: [text.slice(3)] }));
  const excluded = unique(valuesOf('NotIn').flat());

  if (has('DoesNotExist')) {
    const present = has('In') || has('Exists') || comparisons.length > 0;
    return present ? undefined : [{ key, operator: 'DoesNotExist' }];
  }
  if (isEmptyInterval(comparisons)) {
    return undefined;
  }
  if (has('In')) {
    const values = unique(
      valuesOf('In').reduce((some, others) => some.filter((value) => others.includes(value))),
    ).filter((value) => !excluded.includes(value));
    return values.length === 0 ? undefined : [{ key, operator: 'In', values }, ...comparisons];
  }
  return [
    ...(has('Exists') && comparisons.length === 0 ? [{ key, operator: 'Exists' }] : []),
    ...(excluded.length > 0 ? notIn(key, excluded) : []),
    ...comparisons,
  ];
}

function isEmptyInterval(comparisons: readonly SelectorRequirement[]): boolean {
  const bounds = (operator: string) =>
    comparisons.filter((c) => c.operator === operator).map((c) => parseInt64(c.values![0]));
  return bounds('Gt').some((low) =>
    bounds('Lt').some((high) => low !== undefined && high !== undefined && high - low < 2n),
  );
}

function unique<T>(items: T[]): T[] {
  return [...new Set(items)];
}
