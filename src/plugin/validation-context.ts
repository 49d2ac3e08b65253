/**
 * What cdk8s-cli hands to a plugin, as far as this one needs it.
 *
 * @see https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts
 */
export interface ValidationContext {
  /** The files that the app has written. */
  readonly manifests: readonly string[];
  readonly report: ValidationReport;
}

export interface ValidationReport {
  addViolation(violation: Violation): void;
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

/** One thing that is wrong, and all that it is wrong of. */
export interface Violation {
  readonly ruleName: string;
  /** What is wrong. */
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

export interface ViolatingResource {
  /** By this name the report finds the construct. */
  readonly resourceName: string;
  readonly manifestPath: string;
  readonly locations: readonly string[];
}
