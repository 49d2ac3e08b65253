import { daemonPodOf, daemonSet, node, planOf, pod, priorityClass, reasons, states } from '../../fixtures';

const high = priorityClass('high', 1000);
const urgent = (requests: Record<string, string>, spec: any = {}) =>
  daemonSet('urgent', { priorityClassName: 'high', ...spec }, requests);
const evicted = (plan: ReturnType<typeof planOf>) => plan.toJson().evicted.map(({ name }) => name);
const budget = (name: string, disruptionsAllowed: number) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name, namespace: 'apps' },
  spec: { selector: { matchLabels: { app: name } } },
  status: { disruptionsAllowed },
});

test('pods of lower priority leave, and the plan says which, where and for whom', () => {
  const plan = planOf([node('a'), high, pod('web', 'a', { requests: { cpu: '4' } })], [urgent({ cpu: '1' })]);
  expect(plan.toJson().evicted).toEqual([{ namespace: 'apps', name: 'web', node: 'a', by: 'agents/urgent' }]);
  expect(plan.toJson().daemonSets[0].placements).toEqual([{ state: 'Scheduled', nodes: ['a'], evicts: ['apps/web'] }]);
});

test('pods of the same priority stay, and the agent is pending for ever: kubernetes#140984', () => {
  const plan = planOf([node('a'), pod('web', 'a', { requests: { cpu: '4' } })], [daemonSet('agent', {}, { cpu: '1' })]);
  expect(states(plan, 'agent')).toEqual({ a: 'Pending' });
});

/** SelectVictimsOnNode: remove all, then put back from the most important down. */
describe('victims', () => {
  test('are as few and as unimportant as possible', () => {
    const cluster = [
      node('a', { allocatable: { cpu: '3' } }),
      high,
      priorityClass('mid', 500),
      pod('important', 'a', { requests: { cpu: '1' }, spec: { priorityClassName: 'mid' } }),
      pod('older', 'a', { requests: { cpu: '1' }, status: { startTime: '2026-01-01T00:00:00Z' } }),
      pod('younger', 'a', { requests: { cpu: '1' }, status: { startTime: '2026-01-02T00:00:00Z' } }),
    ];
    expect(evicted(planOf(cluster, [urgent({ cpu: '1' })]))).toEqual(['younger']);
    expect(evicted(planOf(cluster, [urgent({ cpu: '2' })]))).toEqual(['older', 'younger']);
    expect(evicted(planOf(cluster, [urgent({ cpu: '3' })]))).toEqual(['important', 'older', 'younger']);
  });

  test('are none when their leaving would not be enough', () => {
    const cluster = [node('a'), high, pod('web', 'a', { requests: { cpu: '4' } })];
    expect(evicted(planOf(cluster, [urgent({ cpu: '5' })]))).toEqual([]);
  });

  test('hold a host port that the agent needs', () => {
    const containers = [{ name: 'c', image: 'i:1', ports: [{ containerPort: 80, hostPort: 80 }] }];
    const cluster = [node('a'), high, pod('holder', 'a', { spec: { containers } }), pod('bystander', 'a')];
    expect(evicted(planOf(cluster, [urgent({}, { containers })]))).toEqual(['holder']);
  });

  test('may be agents of lower priority, which then wait', () => {
    const cluster = [
      node('a', { allocatable: { cpu: '1' } }),
      high,
      daemonPodOf('low', 'a', { requests: { cpu: '1' } }),
    ];
    const plan = planOf(cluster, [daemonSet('low', {}, { cpu: '1' }), urgent({ cpu: '1' })]);
    expect(states(plan, 'low')).toEqual({ a: 'Pending' });
    expect(plan.toJson().evicted).toEqual([{ namespace: 'agents', name: 'low-a', node: 'a', by: 'agents/urgent' }]);
  });

  test('are rather those whose disruption budget allows it: filterPodsWithPDBViolation', () => {
    const cluster = (...budgets: any[]) => [
      node('a', { allocatable: { cpu: '2' } }),
      high,
      pod('db', 'a', { requests: { cpu: '1' }, status: { startTime: '2026-01-02T00:00:00Z' } }),
      pod('web', 'a', { requests: { cpu: '1' }, status: { startTime: '2026-01-01T00:00:00Z' } }),
      ...budgets,
    ];
    expect(evicted(planOf(cluster(), [urgent({ cpu: '1' })]))).toEqual(['db']);
    expect(evicted(planOf(cluster(budget('db', 1)), [urgent({ cpu: '1' })]))).toEqual(['db']);
    expect(evicted(planOf(cluster(budget('db', 0)), [urgent({ cpu: '1' })]))).toEqual(['web']);
    expect(evicted(planOf(cluster(budget('db', 0)), [urgent({ cpu: '2' })]))).toEqual(['web', 'db']);
  });
});

test('an agent whose class never preempts waits', () => {
  const never = priorityClass('never', 1000, { preemptionPolicy: 'Never' });
  const cluster = [node('a'), never, pod('web', 'a', { requests: { cpu: '4' } })];
  const plan = planOf(cluster, [daemonSet('agent', { priorityClassName: 'never' }, { cpu: '1' })]);
  expect(states(plan, 'agent')).toEqual({ a: 'Pending' });
  expect(plan.explain('agent', 'a')).toContain('preemptionPolicy is Never');
});

test('room that one agent makes is tried again by those that wait, the most important first', () => {
  const cluster = [
    node('a', { allocatable: { cpu: '4' } }),
    high,
    priorityClass('low', -10),
    pod('large', 'a', { requests: { cpu: '4' }, spec: { priorityClassName: 'low' } }),
  ];
  const waiting = daemonSet('waiting', {}, { cpu: '2' });
  const plan = planOf(cluster, [waiting, urgent({ cpu: '1' })]);
  expect([states(plan, 'urgent'), states(plan, 'waiting')]).toEqual([{ a: 'Scheduled' }, { a: 'Scheduled' }]);
  expect(evicted(plan)).toEqual(['large']);
});

test('what a request over the node says is that preemption cannot help', () => {
  const plan = planOf([node('a'), high, pod('web', 'a', { requests: { cpu: '1' } })], [urgent({ cpu: '9' })]);
  expect(reasons(plan, 'urgent', 'a')).toMatchObject([{ requested: 9000, capacity: 4000 }]);
});
