/** What is wrong with agents, a line for each detail. */
export interface Shortcoming {
  /** As `namespace/name`. */
  readonly agents: readonly string[];
  readonly problem: string;
  readonly lines: string[];
}
