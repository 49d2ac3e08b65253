import { textOf } from './section-text';
import { DOCUMENT_API_VERSION } from '../../../../src/planner/placement/to-document';
import { bootstrapSection } from '../../../../src/report/html/sections/bootstrap';

test('nodes that never become ready come first, with who waits for what and the fix', () => {
  const taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };
  const lines = textOf(
    bootstrapSection({
      apiVersion: DOCUMENT_API_VERSION,
      kind: 'BootstrapPlan',
      kubernetesVersion: '1.36',
      firstNode: false,
      nodes: [
        {
          nodes: ['a-1', 'a-2'],
          becomesReady: true,
          remainingTaints: [],
          agents: [],
          phases: [{ starts: ['agents/cni'], then: ['nodeNetwork', 'Ready'] }],
        },
        {
          nodes: ['b'],
          becomesReady: false,
          remainingTaints: [taint],
          agents: [
            {
              daemonSet: 'agents/cni',
              state: 'Pending',
              blockedBy: [{ kind: 'taint', taint, providedBy: [], message: 'does not tolerate it' }],
            },
          ],
          phases: [],
        },
      ],
      virtualNodes: ['fargate-1'],
      deadlocks: [
        {
          nodes: ['b'],
          cycle: [],
          message: 'nobody removes it',
          fixes: [{ daemonSet: 'agents/cni', message: 'tolerate it', patch: [], typescript: 'tolerations' }],
        },
      ],
      assumptions: ['a service network'],
    }),
  );
  expect(lines.indexOf('Never Ready b')).toBeLessThan(lines.indexOf('Ready a-[1,2]'));
  expect(lines).toEqual(
    expect.arrayContaining([
      'deadlock on nodes like b',
      'nobody removes it',
      'fix agents/cni: tolerate it; in TypeScript: tolerations',
      'agents/cni Pending: does not tolerate it',
      'Taints that stay: node.kubernetes.io/not-ready:NoSchedule',
      'agents/cni nodeNetwork Ready',
      'a service network',
    ]),
  );
});

test('without a bootstrap plan there is no section', () => {
  expect(bootstrapSection(undefined)).toBeUndefined();
});
