import { fetchAhead } from '../../src/inventory/fetch-ahead';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { node, pod } from '../fixtures';

test('something is found of a node and of a pod', () => {
  const objects = [node('a'), pod('p', 'a')];
  expect(fetchAhead(objects, 0, 1)).toBeGreaterThan(0);
  expect(fetchAhead(objects, 1, 2)).toBeGreaterThan(0);
});

test.each<[string, any]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'x'],
  ['parts that are none', { metadata: null, spec: 5, status: [] }],
  ['lists that are none', { spec: { containers: { length: 1e15 }, tolerations: 'x', taints: {} }, status: 'x' }],
  ['items that are none', { spec: { containers: [null], tolerations: [5], taints: [null] } }],
  ['reports that are none', { status: { conditions: [null], containerStatuses: [{ resources: null }] } }],
])('of %s it finds nothing to speak of, and goes on', (_, object) => {
  expect(fetchAhead([object], 0, 1)).toBeLessThan(2);
});

test('objects are read in their order, however many are looked at ahead', () => {
  const names = Array.from({ length: 200 }, (_, i) => `n-${String(i).padStart(3, '0')}`);
  expect(NodeInventory.fromManifests(names.map((name) => node(name))).nodeNames).toEqual(names);
});
