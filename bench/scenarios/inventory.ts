import { NodeInventory } from '../../src/inventory/node-inventory';
import { fleetObjects } from '../fleet/fleet';
import { measure } from '../measure';
import { Scenario } from '../scenario';

export const inventoryScenarios: readonly Scenario[] = [
  {
    name: 'inventory of 100,000 nodes',
    run: async () => {
      const objects = fleetObjects(100_000, { pods: true });
      const { median, spread } = await measure(() => NodeInventory.fromManifests(objects), 5);
      const what = 'inventory of parsed objects, 100,000 nodes and 150,000 pods';
      return [{ what, unit: 'ms', value: median, spread, target: { atMost: 500 } }];
    },
  },
];
