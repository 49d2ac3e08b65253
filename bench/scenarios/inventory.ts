import { NodeInventory } from '../../src/inventory/node-inventory';
import { Figure } from '../figure';
import { fleetObjects } from '../fleet/fleet';
import { printedObjects } from '../fleet/printed';
import { measure } from '../measure';
import { Scenario } from '../scenario';

export const inventoryScenarios: readonly Scenario[] = [
  {
    name: 'inventory of 100,000 nodes',
    run: async () => [await figure('bare objects', fleetObjects(100_000, { pods: 'crowding' }))],
  },
  {
    name: 'inventory of 100,000 nodes as kubectl prints them',
    large: true,
    run: async () => [await figure('objects as kubectl prints them', [...printedObjects(100_000)])],
  },
];

async function figure(what: string, objects: object[]): Promise<Figure> {
  const { median, spread } = await measure(() => NodeInventory.fromManifests(objects), 15);
  return {
    what: `inventory of ${what}, 100,000 nodes and 150,000 pods`,
    unit: 'ms',
    value: median,
    spread,
    target: { atMost: 500 },
  };
}
