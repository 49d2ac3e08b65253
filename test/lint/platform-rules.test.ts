import { agent } from './lint-fixture';
import { lintPlan } from '../../src/lint/lint-plan';
import { PLATFORM_RULES } from '../../src/lint/platform-rules';
import { rulesMarkdown } from '../../src/lint/rules-markdown';
import { node, planOf } from '../fixtures';
import { manifestOf } from '../kubernetes/fixture';

const privileged = agent('csi', { container: { securityContext: { privileged: true } } });

function rulesFor(agents: any[], platforms?: string[]): string[] {
  const findings = lintPlan(planOf([node('a')], agents), agents.map(manifestOf), { platforms });
  return findings.map(({ rule }) => rule).filter((rule) => /^(gke|talos|openshift|bottlerocket)-/.test(rule));
}

test('a review heeds the rules of the platforms that are named', () => {
  expect(rulesFor([privileged])).toEqual([]);
  expect(rulesFor([privileged], ['gke-autopilot', 'talos'])).toEqual([
    'gke-autopilot-privileged',
    'talos-pod-security',
  ]);
  expect(() => rulesFor([privileged], ['tallos'])).toThrow('did you mean talos?');
});

test('a rule of a platform is turned off like any other, also where the platform is not named', () => {
  const annotations = { 'cdk8s-node-agents/lint.talos-pod-security': 'exempt by the administrator' };
  const silenced = agent('csi', {
    container: { securityContext: { privileged: true } },
    metadata: { annotations },
  });
  expect(rulesFor([silenced], ['talos'])).toEqual([]);
  const all = lintPlan(planOf([node('a')], [silenced]), [manifestOf(silenced)]);
  expect(all.filter(({ rule }) => rule === 'lint-annotation')).toEqual([]);
});

test.each(PLATFORM_RULES.map((rule) => [rule.id, rule] as const))('the page on rules explains %s', (id, rule) => {
  const [, section] = rulesMarkdown().split(`\n## ${id}\n`);
  expect(section.split('\n## ')[0]).toContain(rule.why);
});
