import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mounting, secured } from './platform-fixture';
import { PLATFORM_NAMES, PLATFORMS, platformsNamed } from '../../../src/privileges/platforms/platforms';
import { reportOf } from '../privilege-fixture';

const RULES = PLATFORMS.flatMap(({ name, rules }) => rules.map((rule) => ({ platform: name, ...rule })));

test('platforms are told in order of name, each with a test', () => {
  expect(PLATFORM_NAMES).toEqual([...PLATFORM_NAMES].sort());
  expect(PLATFORM_NAMES.filter((name) => !existsSync(join(__dirname, `${name}.test.ts`)))).toEqual([]);
});

test.each(RULES.map((rule) => [rule.id, rule] as const))('%s says in sentences what it finds and why', (_, rule) => {
  const { id, platform, title, why, see } = rule;
  expect(id.startsWith(`${platform}-`) && /^[a-z]+(-[a-z]+)*$/.test(id)).toBe(true);
  expect(`lint.${id}`.length).toBeLessThanOrEqual(63);
  expect([title, why].filter((text) => !/^[A-Z`/].*\.$/.test(text) || text.includes('  '))).toEqual([]);
  expect(see.filter((each) => !/^(https:\/\/[\w./#%-]+|[\w.-]+\/[\w.-]+#\d+)$/.test(each))).toEqual([]);
  expect(see).not.toEqual([]);
});

test('every id is there once', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('a platform is named as it is written, each once', () => {
  expect(platformsNamed(['talos', 'openshift', 'talos']).map(({ name }) => name)).toEqual(['openshift', 'talos']);
  expect(platformsNamed([])).toEqual([]);
});

test('a mistyped platform is an error that says what was meant', () => {
  expect(() => platformsNamed(['gke-autopliot'])).toThrow(
    'Platform "gke-autopliot" is not known: expected bottlerocket, gke-autopilot, openshift, talos (did you mean gke-autopilot?)',
  );
  expect(() => platformsNamed(['windows'])).toThrow(/talos$/);
});

test('rules of platforms that are not named do not count', () => {
  const rules = (...platforms: string[]) =>
    reportOf([mounting('logs', ['/usr/local'])], { platforms }).findings.map(({ rule }) => rule);
  expect(rules()).toEqual([]);
  expect(rules('bottlerocket')).toEqual(['bottlerocket-read-only-path']);
});

test('a rule is turned off by an annotation with a reason', () => {
  const told = (reason: string) => {
    const agent = secured('csi', { privileged: true });
    agent.metadata.annotations = { 'cdk8s-node-agents/lint.gke-autopilot-privileged': reason };
    return reportOf([agent], { platforms: ['gke-autopilot'] }).findings.map(({ rule }) => rule);
  };
  expect([told('on the allowlist of partners'), told(' ')]).toEqual([[], ['gke-autopilot-privileged']]);
});
