import { rolloutText } from '../../../src/report/text/rollout-text';
import { rollout, stuckRollout, unchangedRollout } from '../rollout-document-fixture';

test('a rollout that ends is told in words, with its waves together', () => {
  const text = rolloutText([rollout('logs')]);
  expect(text.split('\n')[0]).toBe('1 rollout ends, Kubernetes 1.36');
  expect(text).toContain('agents/logs rolls out on 3 nodes with maxUnavailable 1.\n');
  expect(text).toMatch(/\na-\[1-3\] +3 +Replace +3 +within 80 seconds\n/);
  expect(text.trimEnd().split('\n\n').at(-1)).toContain('Every rollout ends; the longest takes');
});

test('those that never end come first, with what stops them, and the last word is not to deploy', () => {
  const text = rolloutText([rollout('logs'), stuckRollout('metrics')]);
  expect(text.split('\n')[0]).toBe('1 rollout never ends, 1 rollout ends, Kubernetes 1.36');
  expect(text.indexOf('agents/metrics does not roll out')).toBeLessThan(text.indexOf('agents/logs rolls out'));
  expect(text).toContain('error new-unavailable: no new pod becomes available\n  fix: roll back\n');
  expect(text.match(/no new pod becomes available/g)).toHaveLength(1);
  expect(text).toMatch(/\nDo not deploy it yet: agents\/metrics would stand still half-way\./);
});

test('agents of which no pod moves are named together', () => {
  const still = ['a', 'b'].map((name) => rollout(name, { waves: [] }));
  expect(rolloutText(still)).toBe(
    'No pod is replaced, Kubernetes 1.36\n\nNOTHING MOVES\n\nagents/a, agents/b\n\nNothing to wait for: deploying this replaces no pod.\n',
  );
});

test('a pod that is unavailable today is no fault of a change that does not touch its agent', () => {
  const text = rolloutText([unchangedRollout('logs'), rollout('metrics', { waves: [] })]);
  expect(text).toBe(
    [
      'No pod is replaced, Kubernetes 1.36\n\nNOTHING MOVES\n\nagents/logs, agents/metrics\n\n',
      '- agents/logs: 1 pod of 3 is unavailable today, with or without this change: a-3\n\n',
      'Nothing to wait for: deploying this replaces no pod. Those that are unavailable\n',
      'today stay so: node-agents plan says why.\n',
    ].join(''),
  );
  // A change that moves nothing because it stands still at once is another thing.
  const { blockers, ...standing } = unchangedRollout('logs');
  expect(rolloutText([{ ...standing, blockers: blockers.slice(0, 1) }])).toContain('Do not deploy it yet: agents/logs');
});

test('zones are compared where there are several', () => {
  const zone = (name: string, peakUnavailable: number) => ({ name, nodes: 3, peakUnavailable });
  expect(rolloutText([rollout('logs', { perZone: [zone('a', 1)] })])).not.toContain('Zone');
  expect(rolloutText([rollout('logs', { perZone: [zone('a', 1), zone('b', 3)] })])).toMatch(/\nb +3 +3\na +3 +1\n/);
});

test('a rollout of 100,000 nodes and many agents is short, and 80 columns wide', () => {
  const waves = Array.from({ length: 1000 }, (_, i) => ({
    at: i * 30,
    action: i % 2 ? ('Replace' as const) : ('Create' as const),
    nodes: Array.from({ length: 100 }, (__, j) => `pool-${i % 10}-${i * 100 + j}`),
  }));
  const peaks = waves.slice(0, 50).map(({ at }) => ({ name: `zone-${at}`, nodes: 2000, peakUnavailable: at }));
  const large = stuckRollout('x').blockers[0];
  const many = Array.from({ length: 40 }, (_, i) =>
    rollout(`agent-${i}`, { waves, perZone: peaks, perPool: peaks, blockers: Array(30).fill(large) }),
  );
  const lines = rolloutText(many).split('\n');
  expect(lines.length).toBeLessThan(200);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});
