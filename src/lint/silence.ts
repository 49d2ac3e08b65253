import { LintAgent } from './lint-agent';

/** Annotation of a DaemonSet that turns a rule off for it; the rule's id follows, and its value is the reason. */
export const SILENCE_PREFIX = 'cdk8s-node-agents/lint.';

/** Whether the agent says why a rule does not hold for it. */
export function isSilenced({ manifest }: LintAgent, rule: string): boolean {
  return Boolean(manifest.annotations.get(`${SILENCE_PREFIX}${rule}`)?.trim());
}
