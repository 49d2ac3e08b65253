import { nodesNamed } from './rollout-fixture';
import { NodeInventory } from '../../../src';
import { namedNodes } from '../../../src/planner/rollout/named-nodes';

const inventory = NodeInventory.fromManifests(nodesNamed('node-a', 'node-b'));

test.each<[boolean | string[] | undefined, boolean, boolean]>([
  [undefined, true, true],
  [true, true, true],
  [false, false, false],
  [['node-b'], true, false],
])('with newPodsBecomeReady %j a new pod becomes ready: on node-a %s, on node-b %s', (newPodsBecomeReady, a, b) => {
  const { becomesReady } = namedNodes(inventory, { newPodsBecomeReady });
  expect([becomesReady('node-a'), becomesReady('node-b')]).toEqual([a, b]);
});

test('every name that the inventory does not have is told, with the nearest one', () => {
  const options = { unavailableNodes: ['node-aa'], lostNodes: ['elsewhere'], newPodsBecomeReady: ['node-b'] };
  expect(() => namedNodes(inventory, options)).toThrow(
    'unavailableNodes: the inventory has no node "node-aa": did you mean node-a?\n' +
      'lostNodes: the inventory has no node "elsewhere"',
  );
});
