import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LINT_RULES } from '../../src/lint/lint-rules';

const IDS = LINT_RULES.map(({ id }) => id);

test('every file of a rule is registered once under its own name, and has a test', () => {
  const files = readdirSync(join(__dirname, '../../src/lint/rules')).map((file) => file.replace('.ts', ''));
  expect([...IDS].sort()).toEqual(files.sort());
  expect(IDS.filter((id) => !existsSync(join(__dirname, `rules/${id}.test.ts`)))).toEqual([]);
});

test.each(LINT_RULES.map((rule) => [rule.id, rule] as const))(
  '%s says in sentences what it finds and why',
  (_, rule) => {
    const { id, title, why, see } = rule;
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(`lint.${id}`.length).toBeLessThanOrEqual(63);
    expect([title, why].filter((text) => !/^[A-Z`].*\.$/.test(text) || text.includes('  '))).toEqual([]);
    expect(see.filter((each) => !/^(https:\/\/[\w./#%-]+|[\w.-]+\/[\w.-]+#\d+)$/.test(each))).toEqual([]);
  },
);
