import { textOf } from './section-text';
import { NodeInventory } from '../../../../src/inventory/node-inventory';
import { manifestsOf } from '../../../../src/kubernetes/manifest/read-manifests';
import { planRollouts } from '../../../../src/planner/rollout/plan-rollout';
import { rolloutSection } from '../../../../src/report/html/sections/rollout';
import { waveRows, waveTimeText } from '../../../../src/report/rollout-summary';
import { smallAgents, smallCluster } from '../small-fleet';

test('a rollout that moves is told in words, as a chart and as tables; one that does not is only named', () => {
  const to = smallAgents().slice(0, 2);
  const from = [to[0], JSON.parse(JSON.stringify(to[1]).replaceAll('agent:1', 'agent:0'))];
  const inventory = NodeInventory.fromManifests(smallCluster().filter(({ kind }) => kind === 'Node'));
  const plans = planRollouts(inventory, manifestsOf(from, []), manifestsOf(to, []));
  const section = rolloutSection(plans.map((plan) => plan.toJson()));
  const lines = textOf(section);
  expect(lines.at(-1)).toBe('Nothing moves: agents/logs');
  const [, metrics] = plans;
  for (const sentence of metrics.explain().split('\n')) {
    expect(lines).toContain(sentence);
  }
  const [row] = waveRows(metrics.toJson().waves);
  expect(lines).toContain(`${waveTimeText(row)} Replace 8 8 general-[1-6], gpu-[1,2]`);
  expect(section!.body.source.match(/class="chart"/g)).toHaveLength(1);
});

test('without a rollout there is no section', () => {
  expect(rolloutSection([])).toBeUndefined();
});

test('a rollout that never ends comes before one that does, with what stops it and the fix', () => {
  const to = smallAgents().slice(0, 2);
  const from = JSON.parse(JSON.stringify(to).replaceAll('agent:1', 'agent:0'));
  const plans = planRollouts(NodeInventory.fromManifests(smallCluster()), manifestsOf(from, []), manifestsOf(to, []));
  const lines = textOf(rolloutSection([...plans].reverse().map((plan) => plan.toJson())));
  expect(lines.indexOf('agents/logs')).toBeLessThan(lines.indexOf('agents/metrics'));
  const [blocker] = plans[0].toJson().blockers;
  expect(lines).toEqual(expect.arrayContaining(['error new-unavailable', blocker.message, `fix ${blocker.fix}`]));
});
