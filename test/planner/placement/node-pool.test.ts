import { Node } from '../../../src/inventory/node';
import { NodeLabels } from '../../../src/inventory/node-labels';
import { poolOf } from '../../../src/planner/placement/node-pool';

const NODE: Node = { name: 'a', labels: new Map(), taints: [], unschedulable: false, allocatable: new Map() };

test.each([
  [{ 'eks.amazonaws.com/nodegroup': 'gpu' }, 'gpu'],
  [{ os: 'linux', pool: 'web' }, 'web'],
  [{ pool: '', nodepool: 'web' }, 'web'],
  [{ 'example.com/carpool-lane': 'x' }, undefined],
])('a node with the labels %j is of the pool %s', (labels: object, pool) => {
  expect(poolOf({ ...NODE, labels: new Map(Object.entries(labels)) })).toBe(pool);
});

test('a declared node is of its pool where no label names another', () => {
  expect(poolOf({ ...NODE, pool: 'declared' })).toBe('declared');
  expect(poolOf({ ...NODE, pool: 'declared', labels: new Map([['pool', 'web']]) })).toBe('web');
});

test('nodes that share their labels are looked at once', () => {
  const shared = new Map([['pool', 'web']]);
  const entries = jest.spyOn(shared, Symbol.iterator);
  const pools = ['x', 'y', 'z'].map((name) => poolOf({ ...NODE, name, labels: new NodeLabels(shared, name) }));
  expect([pools, entries.mock.calls.length]).toEqual([['web', 'web', 'web'], 1]);
});
