import { Node } from '../../../src/inventory/node';
import { placesByZone, zoneOf } from '../../../src/planner/rollout/topology';

function labelled(labels: Record<string, string>): Node {
  return {
    name: 'a',
    labels: new Map(Object.entries(labels)),
    taints: [],
    unschedulable: false,
    allocatable: new Map(),
  };
}

test.each([
  [{ 'topology.kubernetes.io/zone': 'x' }, 'x'],
  [{ 'failure-domain.beta.kubernetes.io/zone': 'old' }, 'old'],
  [{ 'topology.kubernetes.io/zone': 'x', 'failure-domain.beta.kubernetes.io/zone': 'old' }, 'x'],
  [{}, undefined],
])('a node with the labels %j is in the zone %s', (labels, zone) => {
  expect(zoneOf(labelled(labels))).toBe(zone);
});

test('nodes in order of name come by zone, and those without a zone first', () => {
  expect(placesByZone(['y', 'x', undefined, 'y', 'x'])).toEqual([2, 1, 4, 0, 3]);
});
