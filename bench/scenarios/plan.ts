import { planPlacement } from '../../src/planner/placement/plan-placement';
import { Figure, Target } from '../figure';
import { agentManifests, fleetInventory } from '../fleet/fleet';
import { Timing, heldMegabytes, measure } from '../measure';
import { planNodeByNode } from '../node-by-node';
import { Scenario } from '../scenario';

const AGENTS = 50;
/** Growth that still counts as linear, for twice as much. */
const DOUBLED: Target = { atMost: 2.2 };

export const planScenarios: readonly Scenario[] = [
  {
    name: 'plan of 5,000 nodes',
    run: async () => {
      const inventory = fleetInventory(5_000);
      const manifests = agentManifests(AGENTS);
      const plan = await measure(() => planPlacement(inventory, manifests), 15);
      const document = await measure(() => planPlacement(inventory, manifests).toJson(), 15);
      const plain = await measure(() => planNodeByNode(inventory, manifests), 3);
      return [
        figure('plan, 5,000 nodes × 50 agents', plan, { atMost: 20 }, plain),
        figure('plan and its JSON document, 5,000 × 50', document),
      ];
    },
  },
  {
    name: 'plan of 100,000 nodes',
    run: async () => {
      const before = heldMegabytes();
      const inventory = fleetInventory(100_000, { pods: true });
      const manifests = agentManifests(AGENTS);
      const plan = planPlacement(inventory, manifests);
      const held = heldMegabytes() - before;
      const planned = await measure(() => planPlacement(inventory, manifests), 7);
      const document = await measure(() => planPlacement(inventory, manifests).toJson(), 5);
      return [
        figure('plan, 100,000 × 50, half with running pods', planned, { atMost: 200 }),
        figure(`plan and its JSON document, ${plan._placement.agents.length} agents`, document),
        { what: 'inventory and plan, held', unit: 'MB', value: held, target: { atMost: 500 } },
      ];
    },
  },
  {
    name: 'plan of twice as much',
    run: async () => {
      const time = async (nodes: number, agents: number) => {
        const inventory = fleetInventory(nodes, { pods: true });
        const manifests = agentManifests(agents);
        return (await measure(() => planPlacement(inventory, manifests), 9)).median;
      };
      const once = await time(20_000, AGENTS);
      return [
        growth('plan, 40,000 nodes against 20,000', (await time(40_000, AGENTS)) / once),
        growth('plan, 100 agents against 50 on 20,000 nodes', (await time(20_000, 2 * AGENTS)) / once),
      ];
    },
  },
  {
    name: 'plan of 100,000 nodes, node by node',
    large: true,
    run: async () => {
      const inventory = fleetInventory(100_000);
      const manifests = agentManifests(AGENTS);
      const plan = await measure(() => planPlacement(inventory, manifests), 7);
      const plain = await measure(() => planNodeByNode(inventory, manifests), 1);
      return [figure('plan, 100,000 × 50, no running pods', plan, undefined, plain)];
    },
  },
];

function figure(what: string, { median, spread }: Timing, target?: Target, plain?: Timing): Figure {
  return { what, unit: 'ms', value: median, spread, target, ratio: plain && plain.median / median };
}

function growth(what: string, value: number): Figure {
  return { what, unit: 'times', value, target: DOUBLED };
}
