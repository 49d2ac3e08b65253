import { Fleet } from '../../../../src/report/html/browser/fleet';
import { isFiltered, matchingAgents, matchingNodes } from '../../../../src/report/html/browser/matching';
import { ViewStore, type View } from '../../../../src/report/html/browser/view';
import { reportDataOf } from '../../../../src/report/html/data/report-data-of';
import { smallPlan } from '../small-fleet';

const plan = smallPlan();
const fleet = new Fleet(reportDataOf(plan, plan.overhead()));

function found(change: Partial<View>): string[] {
  const matches = matchingNodes(fleet, { ...new ViewStore().view, ...change });
  return fleet.names.filter((_, node) => matches[node]).sort();
}

test.each([
  ['nothing is every node', {}, 9],
  ['a part of a name, whatever its case', { query: 'GENERAL-1' }, 1],
  ['a word that no node has', { query: 'nowhere' }, 0],
  ['a pool and a zone', { query: 'gpu zone-a' }, 1],
  ['a key of a label does not count without its value', { query: 'example.com' }, 0],
  ['a taint', { query: 'gpu=present' }, 2],
  ['the state of the agent that is chosen', { query: 'pending', agent: 0 }, 1],
  ['states that are shown', { states: [true, false, false, false], agent: 2 }, 6],
])('%s', (_, change, count) => {
  expect(found(change)).toHaveLength(count);
});

test('agents are found by every word of their name, and not by none', () => {
  expect(matchingAgents(fleet, 'agents/LOG')).toEqual([0]);
  expect(matchingAgents(fleet, ' ')).toEqual([]);
});

test('a filter is a word, or a state that is hidden', () => {
  const { view } = new ViewStore();
  expect(
    [view, { ...view, query: ' ' }, { ...view, query: 'a' }, { ...view, states: [true, false, true, true] }].map(
      isFiltered,
    ),
  ).toEqual([false, false, true, true]);
});
