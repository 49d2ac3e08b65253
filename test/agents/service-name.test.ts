import { requireServiceName } from '../../src/agents/service-name';

test.each(['a', 'node-exporter', 'a'.repeat(63), 'v2'])('a Service may be called %s', (name) => {
  expect(() => requireServiceName(name)).not.toThrow();
});

test.each(['2fast', 'agent.one', 'Agent', 'agent-', '', 'a'.repeat(64)])('no Service may be called "%s"', (name) => {
  expect(() => requireServiceName(name)).toThrow(
    `metadata.name: "${name}" can name no Service: write at most 63 lower case letters, digits and "-", with a letter first.`,
  );
});
