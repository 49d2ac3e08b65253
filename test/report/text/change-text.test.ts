import { changeText } from '../../../src/report/text/change-text';
import { LOST, STUCK, change, changedAgent, nodesChange, triggeredRollout } from '../change-document-fixture';

test('no change is told in two sentences', () => {
  expect(changeText(change([])).replace(/\s+/g, ' ')).toBe(
    'No agent changes, Kubernetes 1.36 Nothing gets worse: no agent loses a node, no pod is left waiting, nothing is evicted. ',
  );
});

test('nodes gained, lost and waited for are told with the reason, whatever the figures in it', () => {
  const short = (used: number) => `Insufficient cpu (requests 100 millicores; ${used} of 2000 are in use)`;
  const text = changeText(
    change([
      changedAgent('logs', {
        scheduled: { before: 3, after: 2 },
        pending: { before: 0, after: 2 },
        lost: [nodesChange('gpu', ['gpu-1'], 'untolerated taint gpu:NoSchedule', LOST)],
        stuck: [nodesChange('a', ['a-1'], short(1990), STUCK), nodesChange('b', ['b-1'], short(1950), STUCK)],
        gained: [nodesChange('c', ['c-1'], 'no longer: untolerated taint c:NoSchedule')],
      }),
    ]),
  );
  expect(text).toMatch(/\nagents\/logs +changed +3 => 2 +0 => 2 +0 +0\n/);
  expect(text).toContain('  loses 1 node: gpu-1\n    untolerated taint gpu:NoSchedule\n');
  expect(text).toContain('  waits on 2 nodes: [a,b]-1\n    Insufficient cpu\n');
  expect(text).toContain('  gains 1 node: c-1\n');
  expect(text).toContain('2 pods would be wanted and not run. 1 pod would no longer run');
});

test('what the API server refuses comes first', () => {
  const immutable = [{ field: 'spec.selector', message: 'the selector changes', fix: 'keep it' }];
  const text = changeText(change([changedAgent('logs', { immutable })]));
  expect(text).toContain(
    'CANNOT BE CHANGED IN PLACE\n\nerror spec.selector of agents/logs: the selector changes\n  fix: keep it\n',
  );
  expect(text).toContain('The API server refuses this change');
});

test('rollouts that it triggers are told, those that never end first and with what stops them', () => {
  const blockers = [{ id: 'new-unavailable', severity: 'error' as const, nodes: ['a'], message: 'm', fix: 'f' }];
  const rollouts = [triggeredRollout('logs'), triggeredRollout('metrics', { completes: false, blockers })];
  const text = changeText(change([], { rollouts }));
  expect(text).toMatch(/\nagents\/metrics +never +3 +1 +-\nagents\/logs +yes +3 +1 +30 to 60 seconds\n/);
  expect(text).toContain('error new-unavailable in agents/metrics: m\n  fix: f\n');
  expect(text).toContain('1 rollout that it triggers never ends: fix first.');
});

test('costs are told by kind of node and in all, with the room that is left', () => {
  const text = changeText(
    change([changedAgent('logs', { requestsAdded: { cpu: 50 } })], {
      requests: {
        perNode: [],
        perPool: [{ kind: 'general', nodes: 3, added: { cpu: 150 } }],
        total: { cpu: 150, 'example.com/x': 2 },
      },
      headroom: [{ resource: 'cpu', node: 'a', left: 20, leftBefore: 70, allocatable: 2000 }],
    }),
  );
  expect(text).toMatch(
    /\ngeneral +3 +\+150m +0 +0\nIn all +3 +\+150m +0 +0\nBesides, in all: \+150m cpu|\+2 example.com\/x/,
  );
  expect(text).toContain('- cpu: 20m of 2 on a, the tightest node (70m before)\n');
});

test('new findings are told with their fix, and gone ones by name', () => {
  const finding = { rule: 'best-effort', severity: 'error' as const, daemonSet: 'agents/logs', message: 'm', fix: 'f' };
  const text = changeText(change([], { findings: { appeared: [finding], gone: [finding, finding] } }));
  expect(text).toContain('NEW FINDINGS\n\nerror best-effort in agents/logs: m\n  fix: f\n');
  expect(text).toContain('FINDINGS THAT ARE GONE\n\nbest-effort (2)\n');
  expect(text).toContain('1 new finding is an error: fix first.');
});

test('a change of 100,000 nodes and many agents is short, and 80 columns wide', () => {
  const names = (i: number) =>
    Array.from({ length: 1000 }, (_, j) => `ip-10-${i}-${j % 256}-${j}.eu-west-1.compute.internal`);
  const agents = Array.from({ length: 100 }, (_, i) => {
    const changes = Array.from({ length: 20 }, (__, j) =>
      nodesChange(`kind-${j}`, names(j), `reason ${j} `.repeat(20), LOST),
    );
    return changedAgent(`agent-${i}`, { lost: changes });
  });
  const perPool = Array.from({ length: 300 }, (_, i) => ({ kind: `pool-${i}`, nodes: i, added: { cpu: 100 } }));
  const lines = changeText(change(agents, { requests: { perNode: [], perPool, total: { cpu: 1 } } })).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.length).toBeLessThan(200);
});
