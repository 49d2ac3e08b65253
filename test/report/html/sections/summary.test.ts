import { summary } from '../../../../src/report/html/sections/summary';
import { agent, plan } from '../../placement-document-fixture';

const pending = agent('logs', [{ state: 'Pending', nodes: ['a'], reasons: [] }]);
const fine = agent('logs', [{ state: 'Scheduled', nodes: ['a', 'b'], evicts: [] }]);

test('what is wrong is said first, with a pointer to what stands below', () => {
  const { source } = summary(plan([pending]));
  expect(source).toContain('class="verdict trouble">1 pod would stay Pending: see the reasons below.');
  expect(source).toContain('1 agent on 1 node of 3 kinds, Kubernetes 1.36');
});

test('where all is well it says so, and shows no figure of refusals', () => {
  const { source } = summary(plan([fine]));
  expect(source).toContain('class="verdict fine">Every agent runs wherever its DaemonSet asks for.');
  expect(source).not.toContain('Refused');
});
