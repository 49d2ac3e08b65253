import { Labels, SelectorRequirement, requirementFault, requirementMatches } from './label-selector';

/**
 * One alternative of a required node affinity: all of its expressions and fields must match.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export interface NodeSelectorTerm {
  readonly matchExpressions: readonly SelectorRequirement[];
  /** Only `metadata.name` with In or NotIn and one value can match. */
  readonly matchFields: readonly SelectorRequirement[];
}

/** What a pod requires of its node. */
export interface NodeRequirements {
  /** Every label must be there with exactly this value. */
  readonly nodeSelector: Labels;
  /** Alternatives; undefined when the pod has no required node affinity. */
  readonly requiredTerms?: readonly NodeSelectorTerm[];
}

/** What node requirements look at. */
export interface NodeIdentity {
  readonly name: string;
  readonly labels: Labels;
}

/**
 * Whether a term matches. An empty term matches nothing, and so does one with a requirement that does not parse.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/scheduling/corev1/nodeaffinity/nodeaffinity.go
 */
export function termMatches(term: NodeSelectorTerm, node: NodeIdentity): boolean {
  return (
    mayMatch(term) &&
    term.matchExpressions.every((requirement) => requirementMatches(requirement, node.labels)) &&
    term.matchFields.every((requirement) => fieldMatches(requirement, node.name))
  );
}

const known = new WeakMap<NodeSelectorTerm, boolean>();

/** Whether there are requirements, and all of them parse; a term is asked about on many nodes. */
function mayMatch(term: NodeSelectorTerm): boolean {
  let may = known.get(term);
  if (may === undefined) {
    const { matchExpressions, matchFields } = term;
    may =
      matchExpressions.length + matchFields.length > 0 &&
      matchExpressions.every((each) => requirementFault(each) === undefined) &&
      matchFields.every((each) => fieldFault(each) === undefined);
    known.set(term, may);
  }
  return may;
}

/** Why a requirement on a field can never match, or undefined when it can. */
export function fieldFault(requirement: SelectorRequirement): string | undefined {
  if (requirement.key !== 'metadata.name') {
    return `"${requirement.key}" is not a field: only metadata.name is`;
  }
  if (requirement.operator !== 'In' && requirement.operator !== 'NotIn') {
    return `"${requirement.operator}" is not an operator for fields: only In and NotIn are`;
  }
  return requirement.values?.length === 1 ? undefined : 'a requirement on a field needs exactly one value';
}

function fieldMatches(requirement: SelectorRequirement, name: string): boolean {
  return (requirement.values![0] === name) === (requirement.operator === 'In');
}

/** Whether a node has every label of a node selector. */
export function nodeSelectorMatches(nodeSelector: Labels, labels: Labels): boolean {
  for (const [key, value] of nodeSelector) {
    if (labels.get(key) !== value) {
      return false;
    }
  }
  return true;
}

/**
 * Whether a node meets the node selector and the required node affinity of a pod.
 *
 * @see https://github.com/kubernetes/component-helpers/blob/master/scheduling/corev1/nodeaffinity/nodeaffinity.go
 * GetRequiredNodeAffinity, RequiredNodeAffinity.Match
 */
export function nodeMatches(requirements: NodeRequirements, node: NodeIdentity): boolean {
  return (
    nodeSelectorMatches(requirements.nodeSelector, node.labels) &&
    (requirements.requiredTerms === undefined || requirements.requiredTerms.some((term) => termMatches(term, node)))
  );
}
