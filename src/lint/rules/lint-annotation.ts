import { nearestWord } from '../../kubernetes/manifest/nearest-word';
import { LintRule } from '../rule';
import { SILENCE_PREFIX } from '../silence';

export const lintAnnotation: LintRule = {
  id: 'lint-annotation',
  severity: 'warning',
  title: 'An annotation is meant to turn a rule off, and does not.',
  why:
    'A rule is turned off for an agent by an annotation that says why. Without a reason the next reader cannot tell ' +
    'whether it still holds, and a mistyped rule turns off nothing.',
  see: [],
  check: ({ manifest }, { ruleIds }) =>
    [...manifest.annotations]
      .filter(([key]) => key.startsWith(SILENCE_PREFIX))
      .flatMap(([key, reason]) => {
        const id = key.slice(SILENCE_PREFIX.length);
        if (!ruleIds.includes(id)) {
          const meant = nearestWord(id, ruleIds);
          return [
            {
              message: `the annotation ${key} names no rule`,
              fix: meant ? `write ${SILENCE_PREFIX}${meant}` : 'remove the annotation',
            },
          ];
        }
        return reason.trim() === ''
          ? [
              {
                message: `the annotation ${key} gives no reason, so the rule still holds`,
                fix: `write the reason as its value, ${key}: "…", or remove the annotation`,
              },
            ]
          : [];
      }),
};
