import { isLabelValue, isQualifiedName } from './label-syntax';

/** Labels of an object. A Map, because keys come from a cluster and may be `__proto__`. */
export type Labels = ReadonlyMap<string, string>;

/** One requirement on labels, of a label selector or a node selector term. */
export interface SelectorRequirement {
  readonly key: string;
  /** In, NotIn, Exists or DoesNotExist; in node selectors Gt and Lt too. */
  readonly operator: string;
  /** @default [] */
  readonly values?: string[];
}

/**
 * Selects objects by their labels; every part must match, and an empty selector matches everything.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly SelectorRequirement[];
}

const INTEGER = /^[+-]?[0-9]+$/;
const MAX_INT64 = 2n ** 63n - 1n;

/** A base-10 int64 as Go's `strconv.ParseInt` reads it, or undefined. */
export function parseInt64(text: string): bigint | undefined {
  if (!INTEGER.test(text)) {
    return undefined;
  }
  const value = BigInt(text.replace(/^\+/, ''));
  return value <= MAX_INT64 && value >= -MAX_INT64 - 1n ? value : undefined;
}

/**
 * Why a requirement cannot be parsed, or undefined when it can.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/labels/selector.go NewRequirement
 */
export function requirementFault(requirement: SelectorRequirement): string | undefined {
  const values = requirement.values ?? [];
  if (!isQualifiedName(requirement.key)) {
    return `"${requirement.key}" is not a label key`;
  }
  switch (requirement.operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        return `operator ${requirement.operator} needs at least one value`;
      }
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        return `operator ${requirement.operator} takes no values`;
      }
      break;
    case 'Gt':
    case 'Lt':
      if (values.length !== 1 || parseInt64(values[0]) === undefined) {
        return `operator ${requirement.operator} needs exactly one integer`;
      }
      break;
    default:
      return `"${requirement.operator}" is not an operator`;
  }
  const bad = values.find((value) => !isLabelValue(value));
  return bad === undefined ? undefined : `"${bad}" is not a label value`;
}

/**
 * Whether labels meet a requirement that parses.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/labels/selector.go Requirement.Matches
 */
export function requirementMatches(requirement: SelectorRequirement, labels: Labels): boolean {
  const label = labels.get(requirement.key);
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default: {
      const actual = label === undefined ? undefined : parseInt64(label);
      const wanted = parseInt64(values[0])!;
      return actual !== undefined && (requirement.operator === 'Gt' ? actual > wanted : actual < wanted);
    }
  }
}

/**
 * Whether the selector selects an object with these labels. One that does not parse selects nothing; Gt and Lt belong to
 * node selectors only.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector
 */
export function labelSelectorMatches(selector: LabelSelector, labels: Labels): boolean {
  for (const [key, value] of selector.matchLabels) {
    if (labels.get(key) !== value) {
      return false;
    }
  }
  return selector.matchExpressions.every(
    (requirement) =>
      !['Gt', 'Lt'].includes(requirement.operator) &&
      requirementFault(requirement) === undefined &&
      requirementMatches(requirement, labels),
  );
}

/** Whether the selector has no requirement at all. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return selector.matchLabels.size === 0 && selector.matchExpressions.length === 0;
}

/** The requirement in words: `disktype In [ssd, nvme]`, `gpu Exists`. */
export function requirementToString(requirement: SelectorRequirement): string {
  const values = requirement.values?.length ? ` [${requirement.values.join(', ')}]` : '';
  return `${requirement.key} ${requirement.operator}${values}`;
}
