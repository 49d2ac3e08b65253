import type { PlacementPlan } from '../../../../src/planner/placement/placement-plan';
import { Fleet } from '../../../../src/report/html/browser/fleet';
import { reportDataOf } from '../../../../src/report/html/data/report-data-of';
import { STATES } from '../../../../src/report/html/report-data';
import { daemonSet, node, planOf, pod } from '../../../fixtures';
import { smallPlan } from '../small-fleet';

function fleetOf(plan: PlacementPlan): Fleet {
  return new Fleet(JSON.parse(JSON.stringify(reportDataOf(plan, plan.overhead()))));
}

test('the browser knows the state and the explanation of every agent on every node, word by word', () => {
  const plan = smallPlan();
  const fleet = fleetOf(plan);
  expect(fleet.names).toHaveLength(9);
  for (const [agent, { namespace, name: agentName, placements }] of plan.toJson().daemonSets.entries()) {
    for (const [place, name] of fleet.names.entries()) {
      expect(fleet.explanation(agent, place)).toBe(plan.explain(`${namespace}/${agentName}`, name));
      const { state } = placements.find(({ nodes }) => nodes.includes(name))!;
      expect(STATES[fleet.states(agent)[place]]).toBe(state);
    }
  }
});

test('a node whose name stands in other words is explained like any other', () => {
  const plan = planOf(
    [node('a'), node('pod', { taints: [{ key: 'pod', effect: 'NoSchedule' }] })],
    [daemonSet('logs')],
  );
  const fleet = fleetOf(plan);
  fleet.names.forEach((name, place) => expect(fleet.explanation(0, place)).toBe(plan.explain('logs', name)));
});

test('where there are too many to explain each, one that fares alike stands for it and is named', () => {
  const taints = [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }];
  const nodes = Array.from({ length: 10_001 }, (_, i) => node(`infra-${i}`, { taints }));
  const plan = planOf([...nodes, pod('web', 'infra-7')], [daemonSet('logs')]);
  const fleet = fleetOf(plan);
  const { cells } = fleet.data.agents[0];
  expect(cells).toHaveLength(1);
  const sample = fleet.names[cells[0].of!];
  expect(fleet.explanation(0, cells[0].of!)).toBe(plan.explain('logs', sample));
  const other = fleet.names.findIndex((name) => name !== sample);
  expect(fleet.explanation(0, other)).toBe(`As on ${sample}, for the same reasons: ${plan.explain('logs', sample)}`);
});
