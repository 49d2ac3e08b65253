import { Labels } from '../kubernetes/label-selector';

/** Annotation of a DaemonSet that turns a rule off for it; the rule's id follows, and its value is the reason. */
export const SILENCE_PREFIX = 'cdk8s-node-agents/lint.';

/** Whether the annotations of an agent say why a rule does not hold for it. */
export function silences(annotations: Labels, rule: string): boolean {
  return Boolean(annotations.get(`${SILENCE_PREFIX}${rule}`)?.trim());
}
