import { DaemonSetChange } from './daemon-set-change';
import { KindOutlook, kindOutlook } from './kind-outlook';
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

const DISK_PRESSURE = 'node.kubernetes.io/disk-pressure';

/**
 * Places the agents as they stand before the change, and works out for each class of nodes what the change does there.
 *
 * @throws Error when the options name a node or a pool that there is not.
 */
export function rolloutFleet(change: DaemonSetChange, setting: RolloutSetting): RolloutFleet {
  const { inventory, options } = setting;
  const named = namedNodes(inventory, options);
  const { nodes: given } = inventory._contents;
  const nodes = given.map((node) => (named.lost.has(node.name) || isLost(node) ? lost(node) : node));
  const zones = nodes.map(zoneOf);
  const pools = nodes.map(poolFinder());
  const startSeconds = startSecondsOf(options.startSeconds, new Set(pools.filter((pool) => pool !== undefined)));
  const outlooks = nodeOutlooks(change, setting, nodes);
  const former = setting.earlierAgents.find(({ key }) => key === change.key);
  const observed = observedPods(inventory, former);
  let assumesAvailable = false;
  const templateChanges = change.from?.spec.template !== change.to.spec.template;

  const places = placesByZone(zones);
  const classes = new Map<string, RolloutClass>();
  const classOf = (i: number): RolloutClass => {
    const { name, taints } = nodes[i];
    const outlook = outlooks[i];
    const seen = observed.get(name);
    const { present } = outlook;
    const pod = present === 'available' ? podBefore(nodes[i], seen, named.unavailable.has(name)) : present;
    assumesAvailable ||= pod === 'available' && seen === undefined;
    const becomesReady = named.becomesReady(name);
    const key = `${outlook.index} ${pod} ${becomesReady} ${pools[i] ?? ''}\n${zones[i] ?? ''}`;
    let nodeClass = classes.get(key);
    if (!nodeClass) {
      const { forth, back } = outlook;
      nodeClass = {
        ...forth,
        back,
        zone: zones[i],
        pool: pools[i],
        concerned: forth.decision.shouldRun || back.decision.shouldRun,
        lost: isLost(nodes[i]),
        diskPressure: taints.some(({ key: taint }) => taint === DISK_PRESSURE),
        becomesReady,
        startSeconds: startSeconds(pools[i]),
        // Where the template does not change, the pods are of the new one already.
        pods: templateChanges ? nodePods(pod, 'absent') : nodePods('absent', pod),
      };
      classes.set(key, nodeClass);
    }
    return nodeClass;
  };
  const ranges = joined(places.map((i, place) => ({ nodes: classOf(i), from: place, to: place + 1 })));
  return {
    names: places.map((i) => nodes[i].name),
    ranges,
    assumesAvailable,
    seenLost: given.filter(isLost).map(({ name }) => name),
  };
}

/** The outlook on each node; the scheduler is asked once for each kind of node. */
function nodeOutlooks(
  change: DaemonSetChange,
  { inventory, manifests, earlierAgents, objects, version }: RolloutSetting,
  nodes: readonly Node[],
): (KindOutlook & { readonly index: number })[] {
  const later = planAgent(change.to.daemonSet, 0, objects, version);
  const kinds = nodeKinds(inventory, nodes, [later, ...earlierAgents]);
  const samples = [...new Set(kinds)].map(({ sample }) => sample);
  const sampled = sampleInventory(inventory, samples.map(reachable));
  const { _placement: placement } = planPlacement(sampled, manifests, { kubernetesVersion: version.name });
  const former = placement.agents.find(({ key }) => key === change.key);
  const outlooks = samples.map((sample, index) => ({
    index,
    ...kindOutlook(sample, placement.nodes[index], { former, later }, { ...placement, objects }, index),
  }));
  return kinds.map(({ index }) => outlooks[index]);
}
