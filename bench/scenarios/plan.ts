import { planPlacement } from '../../src/planner/placement/plan-placement';
import { Figure, Target } from '../figure';
import { BenchPods, FLEETS, agentManifests, fleetInventory, largeFleetInventory } from '../fleet/fleet';
import { Timing, heldMegabytes, measure, measureInTurn, once, peakMegabytes, timesAsLong } from '../measure';
import { planNodeByNode } from '../node-by-node';
import { Scenario } from '../scenario';

const AGENTS = 50;
const FIRST = 'the first plan of it, in a process that has just started';
/** Growth that still counts as linear, for twice as much. */
const DOUBLED: Target = { atMost: 2.2 };

export const planScenarios: readonly Scenario[] = [
  {
    name: 'plan of 5,000 nodes',
    run: async () => {
      const inventory = fleetInventory(5_000);
      const manifests = agentManifests(AGENTS);
      const first = once(() => planPlacement(inventory, manifests));
      const plan = await measure(() => planPlacement(inventory, manifests), 15);
      const document = await measure(
        (each) => each.toJson(),
        15,
        () => planPlacement(inventory, manifests),
      );
      const plain = await measure(() => planNodeByNode(inventory, manifests), 3);
      return [
        figure('plan, 5,000 nodes × 50 agents', plan, { atMost: 20 }, plain),
        { what: FIRST, unit: 'ms', value: first.milliseconds },
        figure('JSON document of it', document),
      ];
    },
  },
  {
    name: 'plan of 100,000 nodes',
    run: async () => {
      const before = heldMegabytes();
      const inventory = fleetInventory(100_000, { pods: 'fitting' });
      const manifests = agentManifests(AGENTS);
      const { result: plan, milliseconds } = once(() => planPlacement(inventory, manifests));
      const held = heldMegabytes() - before;
      const planned = await measure(() => planPlacement(inventory, manifests), 7);
      const document = await measure(
        (each) => each.toJson(),
        5,
        () => planPlacement(inventory, manifests),
      );
      return [
        figure(`plan, 100,000 × ${plan._placement.agents.length}, half with running pods`, planned, { atMost: 200 }),
        { what: FIRST, unit: 'ms', value: milliseconds },
        figure('JSON document of it', document),
        { what: 'inventory and plan of it, held on the heap', unit: 'MB', value: held, target: { atMost: 500 } },
      ];
    },
  },
  {
    name: 'plan of 100,000 nodes, many of them full',
    run: async () => {
      const inventory = fleetInventory(100_000, { pods: 'crowding' });
      const manifests = agentManifests(AGENTS);
      const planned = await measure(() => planPlacement(inventory, manifests), 7);
      return [figure('plan, 100,000 × 50, half with running pods, many of them full', planned, { atMost: 200 })];
    },
  },
  {
    name: 'plan of twice as much',
    run: async () => {
      const plan = (pods: BenchPods, nodes: number, agents: number) => {
        const inventory = fleetInventory(nodes, { pods });
        const manifests = agentManifests(agents);
        return () => planPlacement(inventory, manifests);
      };
      return FLEETS.flatMap(([pods, full]) => {
        const plans = [plan(pods, 20_000, AGENTS), plan(pods, 40_000, AGENTS), plan(pods, 20_000, 2 * AGENTS)];
        const [small, nodes, agents] = measureInTurn(plans, 40);
        return [
          growth(`plan, 40,000 nodes against 20,000${full}`, timesAsLong(nodes, small)),
          growth(`plan, 100 agents against 50 on 20,000 nodes${full}`, timesAsLong(agents, small)),
        ];
      });
    },
  },
  ...FLEETS.map(([pods, full]): Scenario => ({
    name: `plan of 1,000,000 nodes${full}`,
    large: true,
    run: async () => {
      const before = heldMegabytes();
      const inventory = largeFleetInventory(1_000_000, pods);
      const manifests = agentManifests(AGENTS);
      const plan = planPlacement(inventory, manifests);
      const held = heldMegabytes() - before;
      const planned = await measure(() => planPlacement(inventory, manifests), 3);
      const what = `1,000,000 × ${plan._placement.agents.length}, half with running pods${full}`;
      return [
        figure(`plan, ${what}`, planned, { atMost: 4_000 }),
        { what: 'inventory and plan of it, held on the heap', unit: 'MB', value: held, target: { atMost: 4_000 } },
        { what: 'the process that reads and plans it, at most resident', unit: 'MB', value: peakMegabytes() },
      ];
    },
  })),
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
