import { NodeInventory } from '../../src/inventory/node-inventory';
import { Figure } from '../figure';
import { fleetObjects } from '../fleet/fleet';
import { printedObjects } from '../fleet/printed';
import { measure } from '../measure';
import { Scenario } from '../scenario';

const NODES = 100_000;
/** Five pods of each, as of most that people run: what pods have in common is then read 30,000 times. */
const MANY_WORKLOADS = 30_000;

export const inventoryScenarios: readonly Scenario[] = [
  {
    name: 'inventory of 100,000 nodes',
    run: async () => [
      { ...(await figure('bare objects', parsed(fleetObjects(NODES, { pods: 'crowding' })))), target: { atMost: 500 } },
    ],
  },
  {
    name: 'inventory of 100,000 nodes and the pods of 30,000 workloads',
    large: true,
    run: async () => {
      const objects = parsed(fleetObjects(NODES, { pods: 'crowding', workloads: MANY_WORKLOADS }));
      return [await figure('bare objects', objects, ` of ${MANY_WORKLOADS.toLocaleString('en-US')} workloads`)];
    },
  },
  {
    name: 'inventory of 100,000 nodes as kubectl prints them',
    large: true,
    run: async () => [
      { ...(await figure('objects as kubectl prints them', [...printedObjects(NODES)])), target: { atMost: 500 } },
    ],
  },
];

/** The objects with texts of their own. */
function parsed(objects: object[]): object[] {
  return objects.map((object): object => JSON.parse(JSON.stringify(object)));
}

async function figure(what: string, objects: object[], workloads = ''): Promise<Figure> {
  const { median, spread } = await measure(() => NodeInventory.fromManifests(objects), 15);
  return {
    what: `inventory of ${what}, 100,000 nodes and 150,000 pods${workloads}`,
    unit: 'ms',
    value: median,
    spread,
  };
}
