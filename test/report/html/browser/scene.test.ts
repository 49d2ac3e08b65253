import { Fleet } from '../../../../src/report/html/browser/fleet';
import { HEAD } from '../../../../src/report/html/browser/layout';
import { Scene } from '../../../../src/report/html/browser/scene';
import { ViewStore, type View } from '../../../../src/report/html/browser/view';
import { reportDataOf } from '../../../../src/report/html/data/report-data-of';
import { STATES } from '../../../../src/report/html/report-data';
import { largePlan } from '../large-fleet';
import { smallPlan } from '../small-fleet';

function fleetOf(plan: ReturnType<typeof smallPlan>): Fleet {
  return new Fleet(reportDataOf(plan, plan.overhead()));
}

function sceneOf(fleet: Fleet, change: Partial<View> = {}): Scene {
  return new Scene(fleet, { ...new ViewStore().view, ...change }, 900);
}

/** The states of the squares of a group, as far as they are looked for. */
function drawn(scene: Scene, card: number): string[] {
  return scene.squaresBetween(card, 0, Infinity).flatMap(({ kind, shown }) => (shown ? [STATES[kind]] : []));
}

const small = fleetOf(smallPlan());
const large = fleetOf(largePlan(12_001, 2));

test('a small fleet has a square for each node, which leads to the node and back', () => {
  const scene = sceneOf(small, { agent: 0 });
  expect(drawn(scene, 0).sort()).toEqual(['Pending', ...new Array<string>(5).fill('Scheduled')]);
  small.names.forEach((_, node) => expect(scene.nodeAt(scene.placeOf(node)!)).toBe(node));
});

test('what is not looked for stays in its place, faintly', () => {
  const scene = sceneOf(small, { agent: 0, query: 'pending' });
  expect(drawn(scene, 0)).toEqual(['Pending']);
  expect(scene.squaresBetween(0, 0, Infinity)).toHaveLength(6);
  expect(scene.groups.map((group) => scene.found(group))).toEqual([1, 0, 0]);
});

test('a large fleet has a hundred squares for each group, of which one in a hundred is a hundredth', () => {
  const scene = sceneOf(large);
  expect(scene.groups).toHaveLength(12);
  scene.groups.forEach((_, card) => expect(scene.squaresBetween(card, 0, Infinity)).toHaveLength(100));
  expect(scene.nodeAt({ card: 0, cell: 0 })).toBeUndefined();
  expect(drawn(sceneOf(large, { query: 'eu-central-1a pool-0' }), 0).length).toBe(100);
  expect(drawn(sceneOf(large, { query: 'nowhere' }), 0)).toEqual([]);
});

test('of a group that is opened, only the rows in sight are drawn', () => {
  const scene = sceneOf(large, { zoom: 0 });
  const { pitch, cards } = scene.layout;
  const rows = scene.squaresBetween(0, HEAD + 5 * pitch, HEAD + 8 * pitch);
  expect(rows.length).toBe(3 * cards[0].columns);
  expect(rows[0].y).toBe(HEAD + 5 * pitch);
  expect(scene.squaresBetween(0, scene.layout.height + 100, scene.layout.height + 200)).toEqual([]);
});
