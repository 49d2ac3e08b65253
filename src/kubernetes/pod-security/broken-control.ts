/** A field of a pod that a control of the Pod Security Standards does not allow as it is. */
export interface PodSecurityViolation {
  /** Path of the field, such as `spec.template.spec.hostPID`. */
  readonly field: string;
  /**
   * The value that is not allowed.
   * @default - the field is not set, and has to be
   */
  readonly value?: any;
}

/** A control of the Pod Security Standards that a pod breaks. */
export interface BrokenControl {
  /** Upstream's identifier, such as `hostNamespaces`. */
  readonly control: string;
  /** What the event of the refused pod says, such as `host namespaces`. */
  readonly reason: string;
  /** Every field that breaks it, in the order of the pod. */
  readonly violations: PodSecurityViolation[];
}
