import { App, Chart } from 'cdk8s';
import { CATALOGUE } from './agents';
import { idOf } from './catalogue-agent';
import { FLEET, flaws } from '../../test/lint/own-fleet';
import { PlacementPlanner } from 'cdk8s-node-agents';

const AGENTS = CATALOGUE.flatMap(({ namespace, agents }) => agents.map((agent) => ({ ...agent, namespace })));

test.each(AGENTS)('$name has no flaw by itself, on a fleet of every kind of node', (agent) => {
  const chart = new Chart(new App(), 'chart', { namespace: agent.namespace });
  agent.compose(chart, idOf(agent));
  expect(flaws(PlacementPlanner.plan(FLEET, chart).toJson().findings)).toEqual([]);
});
