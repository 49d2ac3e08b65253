import { readRequirement } from '../../../src/planner/placement/requirement';
import { bootstrapJunit } from '../../../src/report/junit/bootstrap-junit';
import { junitXml } from '../../../src/report/junit/junit-xml';
import { placementJunit } from '../../../src/report/junit/placement-junit';
import { rolloutJunit } from '../../../src/report/junit/rollout-junit';
import { bootstrapPlan, deadlock, neverReadyNode, readyNode } from '../bootstrap-document-fixture';
import { agent, insufficient, pending, plan, scheduled } from '../placement-document-fixture';
import { rollout, stuckRollout, unchangedRollout } from '../rollout-document-fixture';

/** The names of the cases, those that fail with an exclamation mark. */
function cases(xml: string): string[] {
  return [...xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"(\/?)>(\s*<failure)?/g)].map(
    ([, className, name, , failure]) => `${failure ? '! ' : ''}${className}: ${name}`,
  );
}

test('an agent has a case for its pods and one for findings, and every requirement has one', () => {
  const requirement = readRequirement('logs on gpu=true');
  const xml = placementJunit(
    plan([agent('logs', [pending(['a'], insufficient('cpu', 1, 2, 2))]), agent('metrics', [scheduled('a')])], {
      findings: [{ rule: 'r', severity: 'error', daemonSet: 'agents/metrics', message: 'm', fix: 'f' }],
    }),
    [
      { requirement, agent: 'agents/logs', lines: ['Pending on a: Insufficient cpu'] },
      { requirement, agent: 'agents/metrics', lines: [] },
    ],
  );
  expect(cases(xml)).toEqual([
    '! agents/logs: every pod that is wanted runs',
    'agents/logs: nothing is found to be an error',
    'agents/metrics: every pod that is wanted runs',
    '! agents/metrics: nothing is found to be an error',
    '! agents/logs: runs on every node with gpu=true',
    'agents/metrics: runs on every node with gpu=true',
  ]);
  expect(xml).toContain('tests="6" failures="3"');
});

test('a rollout has a case', () => {
  expect(cases(rolloutJunit([rollout('logs'), stuckRollout('metrics'), unchangedRollout('cni')]))).toEqual([
    'agents/logs: the rollout ends',
    '! agents/metrics: the rollout ends',
    'agents/cni: the rollout ends',
  ]);
});

test('every sort of new node has a case', () => {
  const document = bootstrapPlan([readyNode(['a']), neverReadyNode(['b']), readyNode(['c'])], {
    deadlocks: [deadlock(['c'])],
  });
  expect(cases(bootstrapJunit(document))).toEqual([
    'a node like a: becomes Ready',
    '! a node like b: becomes Ready',
    '! a node like c: becomes Ready',
  ]);
});

test('text from outside stays text, and what XML does not allow is left out', () => {
  const text = 'a<b>&"c\'\u0000\u001b[31m\ud800\n]]>';
  const xml = junitXml(text, [{ className: text, name: text, failures: [text], notes: [text] }]);
  expect(xml).toContain('classname="a&lt;b&gt;&amp;&quot;c\' ]]&gt;"');
  expect(xml).toContain('<system-out>a&lt;b&gt;&amp;"c\'\n]]&gt;</system-out>');
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ud800-\udfff]/);
});
