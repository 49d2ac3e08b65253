import { CATALOGUE } from './agents';
import { factsOf } from '../../projenrc/catalogue/agent-facts';
import { beyondUpstream } from '../../projenrc/catalogue/beyond-upstream';
import { UPSTREAM } from '../../projenrc/catalogue/upstream-facts';

const AGENTS = CATALOGUE.flatMap(({ namespace, agents }) =>
  agents.map((agent) => [agent.name, factsOf(agent, namespace)] as const),
);
const COMPARED = AGENTS.flatMap(([name, facts]) => {
  const upstream = UPSTREAM[name];
  return upstream && 'source' in upstream ? [[name, facts, upstream] as const] : [];
});

test('what upstream asks for is known of every agent, or why there is nothing to know', () => {
  expect(AGENTS.map(([name]) => name).filter((name) => !UPSTREAM[name])).toEqual([]);
});

test.each(COMPARED)('%s needs no more privilege than its upstream, but for what is explained', (_, facts, upstream) => {
  expect(beyondUpstream(facts, upstream)).toEqual(Object.keys(upstream.beyond ?? {}));
});

test.each(COMPARED)('what is known of the upstream of %s says where it was read', (_, __, { link }) => {
  expect(link).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+(\/(blob|tree)\/[\w.-]+\/\S+)?$/);
});
