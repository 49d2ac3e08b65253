import { PodSecurityViolation } from './broken-control';
import { PolicyPod } from './policy-pod';
import { Field } from '../manifest/field';

/** A control of the Pod Security Standards. */
export interface PodSecurityControl {
  /** Upstream's identifier, such as `hostNamespaces`. */
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** What an event of a refused pod says, such as `host namespaces`. */
  readonly reason: string;
  /**
   * The first minor of the policy that has the control.
   * @default - every version has it
   */
  readonly since?: number;
  /**
   * Identifier of the control of level baseline that this one takes the place of at level restricted.
   * @default - none
   */
  readonly overrides?: string;
  /** Every field that it does not allow, by the policy of a minor version of Kubernetes. */
  readonly violations: (pod: PolicyPod, minor: number) => PodSecurityViolation[];
}

/** A field that must not have the value it has; the value may be one that the API server fills in. */
export function forbidden(field: Field, value: unknown = field.value): PodSecurityViolation {
  return { field: field.path, value };
}

/** A field that has to be set. */
export function missing(field: Field): PodSecurityViolation {
  return { field: field.path };
}

/** The fields of the list that do not hold what they must. */
export function forbiddenAmong(fields: readonly Field[], isForbidden: (field: Field) => boolean) {
  return fields.filter(isForbidden).map((field) => forbidden(field));
}
