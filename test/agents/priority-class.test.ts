import { newAgent, podOf } from './agent-fixture';
import { scope, synthesize } from './role-fixture';
import { PriorityClass } from '../../src/agents/priority-class';

test.each<[PriorityClass | undefined, string | undefined]>([
  [undefined, undefined],
  [PriorityClass.nodeCritical(), 'system-node-critical'],
  [PriorityClass.clusterCritical(), 'system-cluster-critical'],
  [PriorityClass.named('node-agents'), 'node-agents'],
])('%p is rendered as %p', (priorityClass, name) => {
  expect(podOf(newAgent({ priorityClass })).priorityClassName).toBe(name);
});

test.each(['', 'Node Agents', 'node_agents'])('the name %p throws', (name) => {
  expect(() => PriorityClass.named(name)).toThrow(`Priority class "${name}" is not a DNS subdomain`);
});

describe('define', () => {
  test('makes the object, outside any namespace, and answers the class', () => {
    const { one } = ((all) => ({ one: all.one('PriorityClass') }))(
      synthesize((chart) => {
        const defined = PriorityClass.define(chart, 'Collectors', 1000, { description: 'Log collectors.' });
        expect(defined.name).toBe('collectors');
      }),
    );

    expect(one).toEqual({
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'collectors' },
      value: 1000,
      description: 'Log collectors.',
    });
  });

  test('may evict nobody', () => {
    const manifests = synthesize((chart) => PriorityClass.define(chart, 'low', -5, { preempts: false }));

    expect(manifests.one('PriorityClass')).toMatchObject({ value: -5, preemptionPolicy: 'Never' });
  });

  test.each([
    ['high', 1_000_000_001, 'write a whole number of at most 1000000000'],
    ['half', 0.5, 'write a whole number'],
    ['system-mine', 1, "names that begin with system- are Kubernetes' own"],
  ])('refuses %s with the value %d', (name, value, rule) => {
    expect(() => PriorityClass.define(scope(), name, value)).toThrow(rule);
  });
});
