import { nearestWord } from '../kubernetes/manifest/nearest-word';
import { LINT_RULES } from '../lint/lint-rules';
import { SILENCE_PREFIX } from '../lint/silence';

/** The annotations that turn rules of review off for an agent. */
export function silenceAnnotations(silence: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(silence).map(([id, reason]) => [`${SILENCE_PREFIX}${id}`, reason]));
}

/** Ids that name no rule, and rules that are turned off without a reason. */
export function silenceFaults(silence: Record<string, string> = {}): string[] {
  const ids = LINT_RULES.map(({ id }) => id);
  return Object.entries(silence).flatMap(([id, reason]) => {
    if (!ids.includes(id)) {
      const meant = nearestWord(id, ids);
      const hint = meant ? `did you mean ${meant}?` : 'docs/rules.md lists them all.';
      return [`silence: there is no rule ${JSON.stringify(id)}: ${hint}`];
    }
    return reason.trim() === ''
      ? [`silence: ${id} gives no reason: say why the rule does not hold for this agent.`]
      : [];
  });
}
