/**
 * What a taint does to pods that do not tolerate it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

/** A taint of a node. */
export interface Taint {
  readonly key: string;
  /** @default "" */
  readonly value?: string;
  /** Kubernetes ignores effects it does not know, so this is not narrowed to `TaintEffect`. */
  readonly effect: string;
}

/** The taint as `kubectl` writes it: `key=value:effect`, or `key:effect` without a value. */
export function taintToString(taint: Taint): string {
  return `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`;
}

/** PreferNoSchedule only ranks nodes; the other two effects keep pods away. */
export function repels(taint: Taint): boolean {
  return taint.effect === 'NoSchedule' || taint.effect === 'NoExecute';
}
