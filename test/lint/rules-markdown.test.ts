import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINT_RULES } from '../../src/lint/lint-rules';
import { rulesMarkdown } from '../../src/lint/rules-markdown';

const PAGE = join(__dirname, '../../docs/rules.md');

test('the page on rules is what the rules say of themselves', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(rulesMarkdown());
});

test.each(LINT_RULES.map((rule) => [rule.id, rule] as const))(
  'the page explains %s and where it comes from',
  (id, rule) => {
    const [, section] = rulesMarkdown().split(`\n## ${id}\n`);
    const [text] = section.split('\n## ');
    expect(text).toContain(rule.why);
    for (const reference of rule.see) {
      expect(text).toContain(reference);
    }
  },
);
