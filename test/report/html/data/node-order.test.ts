import { NodeInventory } from '../../../../src/inventory/node-inventory';
import { orderedNodes } from '../../../../src/report/html/data/node-order';
import { node } from '../../../fixtures';

function order(nodes: any[]): string[] {
  return orderedNodes(NodeInventory.fromManifests(nodes)._contents.nodes).map((each) => each.node.name);
}

test('nodes stand by pool, then zone, then name, with numbers in their order', () => {
  const of = (name: string, pool: string, zone: string) =>
    node(name, { labels: { 'example.com/pool': pool, 'topology.kubernetes.io/zone': zone } });
  const nodes = [of('n-10', 'a', 'z1'), of('n-2', 'a', 'z1'), of('n-1', 'a', 'z2'), of('n-0', 'b', 'z1')];
  expect(order(nodes)).toEqual(['n-2', 'n-10', 'n-1', 'n-0']);
  expect(order([...nodes].reverse())).toEqual(order(nodes));
});
