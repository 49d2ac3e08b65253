import { readFileSync } from 'node:fs';
import { CATALOGUE } from './agents';
import { factsOf } from '../../projenrc/catalogue/agent-facts';
import { cataloguePage, PAGE } from '../../projenrc/catalogue/catalogue-page';
import { NAMED_SYSTEMS } from '../../projenrc/catalogue/named-systems';
import { ON_WINDOWS } from '../../projenrc/catalogue/windows-facts';
import * as library from 'cdk8s-node-agents';

const page = cataloguePage();
const agents = CATALOGUE.flatMap((group) => group.agents);

test('the page on the catalogue is what the agents and the facts on their upstreams say', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});

test.each(agents.map((agent) => [agent.name, agent] as const))(
  'the page tells of %s and its upstream',
  (name, agent) => {
    const [, section] = page.split(`\n### ${name}\n`);
    expect(section.split('\n### ')[0]).toContain(agent.upstream);
  },
);

test.each(Object.values(NAMED_SYSTEMS).flat())('$system is served by what the library has', ({ by }) => {
  const isMember = (name: string) => {
    const [owner, member] = name.split('.');
    const type = Object(library)[owner];
    return Boolean(member ? type?.[member] : type);
  };
  expect(by.filter((name) => !agents.some((agent) => agent.name === name) && !isMember(name))).toEqual([]);
});

test('what the page says of Windows is so of every agent', () => {
  const forWindows = CATALOGUE.flatMap(({ namespace, agents: group }) =>
    group.filter((agent) => factsOf(agent, namespace).pod.os?.name === 'windows'),
  );
  expect(ON_WINDOWS.flatMap(({ agent }) => agent ?? []).sort()).toEqual(forWindows.map(({ name }) => name).sort());
  const products = ON_WINDOWS.map(({ product }) => product);
  expect(products.filter((product) => !agents.some(({ name }) => name === product))).toEqual([]);
});
