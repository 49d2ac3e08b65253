import { Manifest } from '../../src/kubernetes/manifest/manifest';
import { planBootstrap } from '../../src/planner/bootstrap/plan-bootstrap';
import { PlacementChange } from '../../src/planner/change/between/placement-change';
import { NodeChange } from '../../src/planner/change/events/node-change';
import { planPlacement } from '../../src/planner/placement/plan-placement';
import { planRollout } from '../../src/planner/rollout/plan-rollout';
import { Figure } from '../figure';
import { FLEETS, agentManifests, changedManifests, fleetInventory } from '../fleet/fleet';
import { Timing, measure } from '../measure';
import { Scenario } from '../scenario';

const AGENTS = 50;
const NODES = 100_000;
const A_SECOND = 1_000;
/** Enough for a median that one slow second does not move. */
const RUNS = 15;
/** The agent that is rolled out, which runs on every Linux node. */
const ROLLED = 'node-agents/node-exporter';

export const changeScenarios: readonly Scenario[] = FLEETS.flatMap(([pods, full]): Scenario[] => [
  {
    name: `rollout of 100,000 nodes${full}`,
    run: async () => {
      const inventory = fleetInventory(NODES, { pods });
      const [from, to] = versions();
      const roll = () => planRollout(inventory, from, to, { daemonSet: ROLLED }).toJson();
      return [figure(`rollout of one of 50 agents on 100,000 nodes${full}`, await measure(roll, RUNS))];
    },
  },
  {
    name: `bootstrap of 100,000 nodes${full}`,
    run: async () => {
      const inventory = fleetInventory(NODES, { pods });
      const [manifests] = versions();
      const bootstrap = () => planBootstrap(inventory, manifests).toJson();
      return [figure(`bootstrap of 50 agents on 100,000 nodes${full}`, await measure(bootstrap, RUNS))];
    },
  },
  {
    name: `changes of 100,000 nodes${full}`,
    run: async () => {
      const inventory = fleetInventory(NODES, { pods });
      const [manifests] = versions();
      const plan = planPlacement(inventory, manifests);
      const zone: NodeChange = { kind: 'cordon', labelled: { 'topology.kubernetes.io/zone': 'eu-west-1a' } };
      const cordon = await measure(() => plan.after([zone]), RUNS);
      const overhead = await measure(
        (each) => each.overhead(),
        RUNS,
        () => planPlacement(inventory, manifests),
      );
      return [
        figure(`what the cordon of a zone does to 50 agents on 100,000 nodes${full}`, cordon, A_SECOND),
        figure(`what 50 agents reserve on 100,000 nodes${full}`, overhead, A_SECOND),
      ];
    },
  },
  {
    name: `diff of 100,000 nodes${full}`,
    run: async () => {
      const inventory = fleetInventory(NODES, { pods });
      const plans = () => {
        const [before, after] = versions().map((manifests) => planPlacement(inventory, manifests));
        return { before, after };
      };
      const diff = await measure(({ before, after }) => PlacementChange.between(before, after), RUNS, plans);
      const rollouts = await measure(
        (change) => change.rollouts,
        RUNS,
        () => {
          const { before, after } = plans();
          return PlacementChange.between(before, after);
        },
      );
      return [
        figure(`diff of two plans of 50 agents on 100,000 nodes${full}`, diff),
        figure(`rollouts that it triggers, of 2 agents${full}`, rollouts),
      ];
    },
  },
]);

function versions(): [Manifest[], Manifest[]] {
  return [agentManifests(AGENTS), changedManifests(AGENTS)];
}

function figure(what: string, { median, spread }: Timing, atMost = 300): Figure {
  return { what, unit: 'ms', value: median, spread, target: { atMost } };
}
