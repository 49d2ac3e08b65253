import { newAgent, podOf } from './agent-fixture';
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
