import { ALL_AGENTS, Fleet } from '../../../../src/report/html/browser/fleet';
import { reportDataOf } from '../../../../src/report/html/data/report-data-of';
import { STATES } from '../../../../src/report/html/report-data';
import { smallPlan } from '../small-fleet';

const plan = smallPlan();
const fleet = new Fleet(reportDataOf(plan, plan.overhead()));
const node = (name: string) => fleet.names.indexOf(name);

test.each([
  ['general-1', 'Refused', 'one of its agents is refused'],
  ['gpu-1', 'Scheduled', 'one runs and the others are not wanted'],
  ['windows-1', 'Excluded', 'none is wanted'],
])('of all agents %s is %s: %s', (name, state) => {
  expect(STATES[fleet.states(ALL_AGENTS)[node(name)]]).toBe(state);
});

test('a node knows its pool, its zone, its taints and what agents take of it', () => {
  expect([0, 1, 3].map((column) => fleet.columnText(column, node('gpu-2')))).toEqual([
    'gpu',
    'zone-a',
    'gpu=present:NoSchedule',
  ]);
  expect(fleet.share(0, node('gpu-2'))).toBe(0.0025);
  expect(fleet.share(0, node('windows-1'))).toBe(0);
});
