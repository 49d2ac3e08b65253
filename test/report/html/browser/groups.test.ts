import * as fc from 'fast-check';
import { Fleet } from '../../../../src/report/html/browser/fleet';
import { groupsOf, hundredths, inHundredths } from '../../../../src/report/html/browser/groups';
import { ViewStore } from '../../../../src/report/html/browser/view';
import { reportDataOf } from '../../../../src/report/html/data/report-data-of';
import { smallPlan } from '../small-fleet';

const plan = smallPlan();
const fleet = new Fleet(reportDataOf(plan, plan.overhead()));
const { view } = new ViewStore();

test('a hundred squares, and whatever there is of gets one', () => {
  const count = fc.nat({ max: 100_000 });
  fc.assert(
    fc.property(
      fc.tuple(
        count,
        count,
        count,
        count.map((each) => each + 1),
      ),
      (counts) => {
        const squares = hundredths(counts);
        expect(squares.reduce((a, b) => a + b)).toBe(100);
        counts.forEach((each, i) => expect(squares[i] > 0).toBe(each > 0));
      },
    ),
  );
  expect(hundredths([1, 0, 9999, 0])).toEqual([1, 0, 99, 0]);
  expect(hundredths([1, 1, 1, 0])).toEqual([34, 33, 33, 0]);
});

test('every node stands in one group of the pool, the zone or the label', () => {
  fleet.data.columns.forEach((_, group) => {
    const nodes = groupsOf(fleet, { ...view, group }).flatMap((each) => each.nodes);
    expect(nodes.sort((a, b) => a - b)).toEqual([...fleet.names.keys()]);
  });
});

test('a pool is shown by zone, and everything else by pool', () => {
  const titles = (group: number, zoom: number) => groupsOf(fleet, { ...view, group, zoom }).map(({ title }) => title);
  expect(titles(0, 0)).toEqual(['zone-a', 'zone-b']);
  expect(titles(1, 1)).toEqual(['general', 'gpu', 'windows']);
});

test('a small fleet is drawn node by node', () => {
  expect(inHundredths(fleet, view)).toBe(false);
});
