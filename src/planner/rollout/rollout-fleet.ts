import { ByParts } from './by-parts';
import { DaemonSetChange } from './daemon-set-change';
import { KindOutlook, kindOutlook, likeness } from './kind-outlook';
import { isLost, lost, reachable } from './lost-node';
import { namedNodes } from './named-nodes';
import { nodeKinds, sampleInventory } from './node-kind';
import { nodePods } from './node-pods';
import { observedPods, podBefore } from './observed-pods';
import { NodeRange, RolloutClass, joined } from './rollout-class';
import { RolloutPlanOptions } from './rollout-plan-options';
import { startSecondsOf } from './start-seconds';
import { placesByZone, poolFinder, zoneOf } from './topology';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { planPlacement } from '../placement/plan-placement';
import { PlannedAgent, planAgent } from '../placement/planned-agent';

/** What a rollout is planned against. */
export interface RolloutSetting {
  readonly inventory: NodeInventory;
  /** The manifests before the change: every agent in them stands where it is placed. */
  readonly manifests: readonly Manifest[];
  readonly earlierAgents: readonly PlannedAgent[];
  /** The objects beside the agents, with those that come with the change. */
  readonly objects: ClusterObjects;
  readonly version: KubernetesVersion;
  readonly options: RolloutPlanOptions;
}

/** The nodes in the order shown, by zone and then by name, as the rollout finds them. */
export interface RolloutFleet {
  readonly names: readonly string[];
  readonly ranges: readonly NodeRange[];
  /** Names of nodes that the inventory shows to be lost. */
  readonly seenLost: readonly string[];
  /** Whether a pod that the inventory does not show is taken to be available. */
  readonly assumesAvailable: boolean;
}

/**
 * Places the agents as they stand before the change, and works out for each class of nodes what the change does there.
 *
 * @throws Error when the options name a node or a pool that there is not.
 */
export function rolloutFleet(change: DaemonSetChange, setting: RolloutSetting): RolloutFleet {
  const { inventory, options } = setting;
  const named = namedNodes(inventory, options);
  const { nodes: given } = inventory._contents;
  const seenLost = given.filter(isLost).map(({ name }) => name);
  const allLost = new Set([...named.lost, ...seenLost]);
  const nodes = allLost.size === 0 ? given : given.map((node) => (allLost.has(node.name) ? lost(node) : node));
  const zones = nodes.map(zoneOf);
  const pools = nodes.map(poolFinder());
  const startSeconds = startSecondsOf(options.startSeconds, new Set(pools.filter((pool) => pool !== undefined)));
  const outlooks = nodeOutlooks(change, setting, nodes);
  const former = setting.earlierAgents.find(({ key }) => key === change.key);
  const observed = observedPods(inventory, former);
  let assumesAvailable = false;
  const templateChanges = change.from?.spec.template !== change.to.spec.template;

  const places = placesByZone(zones);
  const classes = new ByParts<RolloutClass>();
  const classOf = (i: number): RolloutClass => {
    const { name } = nodes[i];
    const outlook = outlooks[i];
    const seen = observed.get(name);
    const pod =
      outlook.present === 'available' ? podBefore(nodes[i], seen, named.unavailable.has(name)) : outlook.present;
    assumesAvailable ||= pod === 'available' && seen === undefined;
    const becomesReady = named.becomesReady(name);
    return classes.get([outlook, zones[i], pools[i], pod, becomesReady], () => {
      const { forth, back, lost: gone, diskPressure } = outlook;
      return {
        ...forth,
        back,
        zone: zones[i],
        pool: pools[i],
        concerned: forth.decision.shouldRun || back.decision.shouldRun,
        lost: gone,
        diskPressure,
        becomesReady,
        startSeconds: startSeconds(pools[i]),
        // Where the template does not change, the pods are of the new one already.
        pods: templateChanges ? nodePods(pod, 'absent') : nodePods('absent', pod),
      };
    });
  };
  const ranges = joined(places.map((i, place) => ({ nodes: classOf(i), from: place, to: place + 1 })));
  return { names: places.map((i) => nodes[i].name), ranges, seenLost, assumesAvailable };
}

/** The outlook on each node, the same object where it is the same; the scheduler is asked once for each kind of node. */
function nodeOutlooks(
  change: DaemonSetChange,
  { inventory, manifests, earlierAgents, objects, version }: RolloutSetting,
  nodes: readonly Node[],
): KindOutlook[] {
  const later = planAgent(change.to.daemonSet, 0, objects, version);
  const kinds = nodeKinds(inventory, nodes, { earlier: earlierAgents, later }, objects, version);
  const samples = [...new Set(kinds)].map(({ sample }) => sample);
  const sampled = sampleInventory(inventory, samples.map(reachable));
  const { _placement: placement } = planPlacement(sampled, manifests, { kubernetesVersion: version.name });
  const former = placement.agents.find(({ key }) => key === change.key);
  const planned = { ...placement, objects };
  const alike = new Map<unknown, KindOutlook>();
  const outlooks = samples.map((sample, index) => {
    const outlook = kindOutlook(sample, placement.nodes[index], { former, later }, planned, index);
    const key = likeness(outlook);
    const like = alike.get(key) ?? outlook;
    alike.set(key, like);
    return like;
  });
  return kinds.map(({ index }) => outlooks[index]);
}
