import { kebabCase } from '../../src/agents/kebab-case';

test.each([
  ['logs', 'logs'],
  ['NodeExporter', 'node-exporter'],
  ['node_exporter', 'node-exporter'],
  ['Logs (EU)', 'logs-eu'],
  ['a'.repeat(70), 'a'.repeat(63)],
])('the id %s is written %s', (id, name) => {
  expect(kebabCase(id)).toBe(name);
});
