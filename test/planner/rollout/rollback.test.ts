import { deletingFirst, nodesNamed, rolloutOf, surging } from './rollout-fixture';

const THREE = nodesNamed('a', 'b', 'c');

test('going back from a rollout that completes replaces every pod again', () => {
  const { rollback, seconds } = rolloutOf(THREE, {});
  expect(rollback).toMatchObject({ possible: true, historyLimit: 10, replaced: 3, completes: true, seconds });
});

test('going back from a rollout that stops replaces only what it has replaced', () => {
  const plan = rolloutOf(THREE, { spec: deletingFirst(1) }, undefined, { newPodsBecomeReady: false });
  expect(plan.completes).toBe(false);
  expect(plan.rollback).toMatchObject({ replaced: 1, completes: true });
});

test('going back from a surge that hangs only takes the new pods away', () => {
  const PORT = { containers: [{ name: 'agent', image: 'agent:1', ports: [{ containerPort: 9100, hostPort: 9100 }] }] };
  const { rollback } = rolloutOf(THREE, { spec: surging(2), pod: PORT });
  expect(rollback).toMatchObject({ possible: true, replaced: 0, completes: true });
});

test('new pods that are not available are all replaced at once', () => {
  const { rollback } = rolloutOf(
    THREE,
    { spec: deletingFirst(3) },
    { spec: deletingFirst(3) },
    { newPodsBecomeReady: false },
  );
  expect(rollback.replaced).toBe(3);
  expect(rollback.seconds).toEqual({ min: 10, max: 40 });
});

test('going back brings the agent back to nodes that the change left', () => {
  const cluster = nodesNamed('a', 'b');
  const plan = rolloutOf(cluster, {}, { pod: { nodeSelector: { 'kubernetes.io/hostname': 'a' } } });
  expect(plan.status.desired).toBe(1);
  expect(plan.rollback).toMatchObject({ replaced: 1, completes: true });
});

describe('the history', () => {
  const forgetful = { spec: { revisionHistoryLimit: 0 } };

  test('of 0 holds nothing to go back to once no old pod is left', () => {
    expect(rolloutOf(THREE, {}, forgetful).rollback).toMatchObject({ possible: false, historyLimit: 0 });
  });

  test('of 0 still holds the template that a pod carries', () => {
    expect(rolloutOf(THREE, {}, forgetful, { newPodsBecomeReady: false }).rollback.possible).toBe(true);
  });

  test('of 0 is no obstacle where nothing is said: it is 10', () => {
    expect(rolloutOf(THREE, {}).rollback).toMatchObject({ possible: true, historyLimit: 10 });
  });
});
