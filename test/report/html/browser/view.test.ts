import { ViewStore } from '../../../../src/report/html/browser/view';

test('whoever shows the view is told what it is and what it was', () => {
  const store = new ViewStore();
  const told: [string, string][] = [];
  store.onChange((view, before) => told.push([view.query, before.query]));
  store.change({ query: 'a' });
  store.change({ query: 'b', node: 3 });
  expect(told).toEqual([
    ['a', ''],
    ['b', 'a'],
  ]);
  expect(store.view).toMatchObject({ query: 'b', node: 3, agent: -1 });
});
