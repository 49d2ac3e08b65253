import { mapOf, readFlawless, readWith } from './fixture';
import { PodDisruptionBudget, budgetCovers, readPodDisruptionBudget } from '../../src/kubernetes/pod-disruption-budget';

const manifest = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { namespace: 'apps', name: 'web' } };

function budget(spec: object, status: object = {}): PodDisruptionBudget {
  return readFlawless(readPodDisruptionBudget, { ...manifest, spec, status });
}

describe('readPodDisruptionBudget', () => {
  test('selector and status are read', () => {
    const status = { disruptionsAllowed: 2, disruptedPods: { 'web-1': '2026-01-01T00:00:00Z' } };
    expect(budget({ selector: { matchLabels: { app: 'web' } } }, status)).toEqual({
      namespace: 'apps',
      name: 'web',
      selector: { matchLabels: mapOf({ app: 'web' }), matchExpressions: [] },
      disruptionsAllowed: 2,
      disruptedPods: new Set(['web-1']),
    });
  });

  test('one that the cluster has not looked at yet allows nothing', () => {
    expect(readFlawless(readPodDisruptionBudget, { ...manifest, metadata: { name: 'web' }, spec: {} })).toEqual({
      namespace: 'default',
      name: 'web',
      selector: undefined,
      disruptionsAllowed: 0,
      disruptedPods: new Set(),
    });
  });

  test('faults name their fields', () => {
    const faulty = {
      ...manifest,
      spec: { selector: 'app=web' },
      status: { disruptionsAllowed: 'one', disruptedPods: ['x'] },
    };
    expect(readWith(readPodDisruptionBudget, faulty)[1]).toEqual([
      'PodDisruptionBudget apps/web: spec.selector is "app=web": must be an object',
      'PodDisruptionBudget apps/web: status.disruptionsAllowed is "one": must be an integer',
      'PodDisruptionBudget apps/web: status.disruptedPods is ["x"]: must be an object',
    ]);
  });
});

test.each([
  [{ metadata: undefined }, 'PodDisruptionBudget without a name: metadata is required'],
  [{ metadata: { namespace: 'apps' } }, 'PodDisruptionBudget apps: metadata.name is required'],
])('%j is a fault', (change, fault) => {
  expect(readWith(readPodDisruptionBudget, { ...manifest, spec: {}, ...change })[1]).toEqual([fault]);
});

describe('filterPodsWithPDBViolation: whom a budget covers', () => {
  const pod = { namespace: 'apps', name: 'web-1', labels: mapOf({ app: 'web' }) };
  const web = { selector: { matchLabels: { app: 'web' } } };

  test.each<[string, object, object, object, boolean]>([
    ['a pod it selects', web, {}, {}, true],
    ['a pod of another namespace', web, {}, { namespace: 'other' }, false],
    ['a pod with other labels', web, {}, { labels: mapOf({ app: 'db' }) }, false],
    [
      'a pod without labels',
      { selector: { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] } },
      {},
      { labels: new Map() },
      false,
    ],
    ['a pod whose disruption is already counted', web, { disruptedPods: { 'web-1': 'x' } }, {}, false],
    ['a pod while another’s disruption is counted', web, { disruptedPods: { 'web-2': 'x' } }, {}, true],
    ['nobody, with an empty selector', { selector: {} }, {}, {}, false],
    ['nobody, without a selector', {}, {}, {}, false],
    [
      'nobody, with a selector that does not parse',
      { selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } },
      {},
      {},
      false,
    ],
  ])('%s', (_, spec, status, change, covers) => {
    expect(budgetCovers(budget(spec, status), { ...pod, ...change })).toBe(covers);
  });
});
