import { Taint } from './taint';

/**
 * A toleration of a pod.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface Toleration {
  /** @default - every key, which the API server accepts only with operator Exists */
  readonly key?: string;
  /**
   * `Exists` or `Equal`.
   * @default "Equal"
   */
  readonly operator?: string;
  /** @default "" */
  readonly value?: string;
  /** @default - every effect */
  readonly effect?: string;
  /**
   * Seconds a pod stays after a NoExecute taint appears.
   * @default - for ever
   */
  readonly tolerationSeconds?: number;
}

/**
 * Whether one toleration tolerates one taint.
 *
 * `Lt` and `Gt` need the feature gate TaintTolerationComparisonOperators, which is off by default up to 1.36.
 *
 * @see https://github.com/kubernetes/api/blob/master/core/v1/toleration.go ToleratesTaint
 */
export function toleratesTaint(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) {
    return false;
  }
  if (toleration.key && toleration.key !== taint.key) {
    return false;
  }
  switch (toleration.operator ?? '') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '');
    case 'Exists':
      return true;
    default:
      return false;
  }
}

/** Whether any of the tolerations tolerates the taint. */
export function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => toleratesTaint(toleration, taint));
}

/**
 * Whether two tolerations are the same entry of a pod: key, operator, value and effect are equal.
 *
 * @see https://github.com/kubernetes/api/blob/master/core/v1/toleration.go MatchToleration
 */
export function matchToleration(a: Toleration, b: Toleration): boolean {
  return (
    (a.key ?? '') === (b.key ?? '') &&
    (a.effect ?? '') === (b.effect ?? '') &&
    (a.operator ?? '') === (b.operator ?? '') &&
    (a.value ?? '') === (b.value ?? '')
  );
}

/**
 * Both lists as one, without the tolerations that another one covers.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/util/tolerations/tolerations.go MergeTolerations
 */
export function mergeTolerations(first: readonly Toleration[], second: readonly Toleration[]): Toleration[] {
  const all = [...first, ...second];
  const merged: Toleration[] = [];
  all.forEach((toleration, i) => {
    const covered =
      merged.some((kept) => isSuperset(kept, toleration)) ||
      all.slice(i + 1).some((later) => !isEqual(later, toleration) && isSuperset(later, toleration));
    if (!covered) {
      merged.push(toleration);
    }
  });
  return merged;
}

/** Whether `wide` tolerates all that `narrow` does. */
function isSuperset(wide: Toleration, narrow: Toleration): boolean {
  if (isEqual(wide, narrow)) {
    return true;
  }
  if (wide.key !== narrow.key && (wide.key || wide.operator !== 'Exists')) {
    return false;
  }
  if (wide.effect && wide.effect !== narrow.effect) {
    return false;
  }
  const seconds = wide.effect === 'NoExecute' ? wide.tolerationSeconds : undefined;
  if (seconds !== undefined && (narrow.tolerationSeconds ?? Infinity) > seconds) {
    return false;
  }
  switch (wide.operator ?? '') {
    case '':
    case 'Equal':
      return narrow.operator === 'Equal' && (narrow.value ?? '') === (wide.value ?? '');
    default:
      return wide.operator === 'Exists';
  }
}

function isEqual(a: Toleration, b: Toleration): boolean {
  return matchToleration(a, b) && a.tolerationSeconds === b.tolerationSeconds;
}

/** The toleration in short: `key=value:effect`, `key:effect`, or `Exists` for everything. */
export function tolerationToString(toleration: Toleration): string {
  const key = toleration.key || '*';
  const value = toleration.operator === 'Exists' ? '' : `=${toleration.value ?? ''}`;
  const effect = toleration.effect ? `:${toleration.effect}` : '';
  const seconds = toleration.tolerationSeconds === undefined ? '' : ` for ${toleration.tolerationSeconds}s`;
  return `${key}${value}${effect}${seconds}`;
}
