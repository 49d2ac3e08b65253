import { checkRequirements, readRequirement, requirementFindings } from '../../../src/planner/placement/requirement';
import { daemonSet, node, planOf } from '../../fixtures';

const SPOT = node('spot-1', {
  labels: { pool: 'spot' },
  taints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }],
});
const WINDOWS = node('win-1', {
  labels: { 'kubernetes.io/os': 'windows' },
  taints: [{ key: 'os', effect: 'NoSchedule' }],
});
const FARGATE = node('fargate-1', {
  labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
  taints: [{ key: 'eks.amazonaws.com/compute-type', value: 'fargate', effect: 'NoSchedule' }],
});
const PLAN = planOf([node('a'), SPOT, WINDOWS, FARGATE], [daemonSet('logs')])._placement;

function linesOf(text: string): readonly string[] {
  return checkRequirements(PLAN, [readRequirement(text)])[0].lines;
}

test.each([
  ['logs', ['spot-1'], 'every node with kubernetes.io/os=linux'],
  ['agents/logs on pool=spot', ['spot-1'], 'every node with pool=spot'],
  ['logs on kubernetes.io/hostname=a', [], 'every node with kubernetes.io/hostname=a'],
  ['logs on every node', ['spot-1', 'win-1'], 'every node'],
  [
    'logs on eks.amazonaws.com/compute-type=fargate',
    ['fargate-1'],
    'every node with eks.amazonaws.com/compute-type=fargate',
  ],
])('%s: the nodes it must run on and does not; virtual nodes only when they are spoken of', (text, nodes, words) => {
  expect(readRequirement(text).text).toBe(words);
  expect(linesOf(text).map((line) => /^Excluded on (\S+):/.exec(line)?.[1])).toEqual(nodes);
});

test('what is not met is a finding that is an error', () => {
  const [met, unmet] = ['logs on kubernetes.io/hostname=a', 'logs on pool=spot'].map(readRequirement);
  expect(requirementFindings(checkRequirements(PLAN, [met, unmet]))).toEqual([
    {
      rule: 'coverage',
      severity: 'error',
      daemonSet: 'agents/logs',
      message:
        'must run on every node with pool=spot, and does not: Excluded on spot-1: untolerated taint spot=true:NoSchedule',
      fix: 'mend what keeps it away, or narrow the requirement to the nodes it is meant for',
    },
  ]);
});

test('an agent that is not there is told with what was meant', () => {
  expect(() => linesOf('lgos')).toThrow('the plan has no DaemonSet "lgos": did you mean logs?');
});

test.each([
  ['', '"" is no requirement: expected AGENT on SELECTOR, such as logs on kubernetes.io/os=linux'],
  ['logs everywhere', '"logs everywhere" is no requirement'],
  ['logs on pool spot', '"pool spot" is no requirement on labels'],
])('%j is refused with what was expected', (text, message) => {
  expect(() => readRequirement(text)).toThrow(message);
});
