import { NodeInventory } from '../../../../src/inventory/node-inventory';
import { manifestsOf } from '../../../../src/kubernetes/manifest/read-manifests';
import { planRollouts } from '../../../../src/planner/rollout/plan-rollout';
import { rolloutSection } from '../../../../src/report/html/sections/rollout';
import { smallAgents, smallCluster } from '../small-fleet';
import { textOf } from './section-text';

test('a rollout that moves comes first, in words, as a chart and as tables', () => {
  const to = smallAgents().slice(0, 2);
  const from = [to[0], JSON.parse(JSON.stringify(to[1]).replaceAll('agent:1', 'agent:0'))];
  const inventory = NodeInventory.fromManifests(smallCluster());
  const plans = planRollouts(inventory, manifestsOf(from, []), manifestsOf(to, []));
  const section = rolloutSection(plans.map((plan) => plan.toJson()));
  const lines = textOf(section);
  expect(lines.indexOf('agents/metrics')).toBeLessThan(lines.indexOf('agents/logs'));
  const [, metrics] = plans;
  for (const sentence of metrics.explain().split('\n')) {
    expect(lines).toContain(sentence);
  }
  expect(lines).toContain('0:00 Replace 1 general-2');
  expect(section!.body.source.match(/class="chart"/g)).toHaveLength(1);
});

test('without a rollout there is no section', () => {
  expect(rolloutSection([])).toBeUndefined();
});
