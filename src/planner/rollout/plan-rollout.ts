import { DaemonSetChange, chooseChange, matchDaemonSets } from './daemon-set-change';
import { lineUp } from './line-up';
import { PlannedRollout } from './planned-rollout';
import { podTimes } from './pod-times';
import { planRollback } from './rollback';
import { rolloutAssumptions } from './rollout-assumptions';
import { desiredOn } from './rollout-class';
import { rolloutFleet } from './rollout-fleet';
import { RolloutPlan } from './rollout-plan';
import { RolloutPlanOptions } from './rollout-plan-options';
import { rolloutRules } from './rollout-rules';
import { isComplete, rolloutStatus } from './rollout-status';
import { fastestPace, slowestPace } from './simulation/pace';
import { simulate } from './simulation/simulate';
import { RolloutGround, RolloutSetting } from './standing-agents';
import { worstCase } from './worst-case';
import { mergeClusterObjects, readClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { kubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Fault, throwFaults } from '../../kubernetes/manifest/fault';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { planAgent } from '../placement/planned-agent';
import { PlannedPlacement } from '../placement/planned-placement';

/**
 * Plays the rollout of one DaemonSet from the earlier manifests to the later ones.
 *
 * @throws InputError that lists every fault of the manifests, a changed selector among them; Error when it is not clear
 * which DaemonSet is meant, or the options name what there is not.
 */
export function planRollout(
  inventory: NodeInventory,
  from: readonly Manifest[],
  to: readonly Manifest[],
  options: RolloutPlanOptions = {},
): RolloutPlan {
  const { changes, setting } = prepare(inventory, from, to, options);
  const change = chooseChange(changes, options.daemonSet);
  const earlier = setting.earlierAgents.map(({ key }) => key);
  if (!change.from && options.daemonSet === undefined && earlier.length > 0) {
    throw new Error(
      `${change.key} is not among the earlier DaemonSets, which are ${earlier.join(', ')}: ` +
        'name it in the option daemonSet if it is new',
    );
  }
  return rollOut([change], setting)[0];
}

/**
 * Plays the rollout of every DaemonSet of the later manifests, each by itself, the others as they are before.
 *
 * @throws InputError that lists every fault of the manifests, changed selectors among them.
 */
export function planRollouts(
  inventory: NodeInventory,
  from: readonly Manifest[],
  to: readonly Manifest[],
  options: RolloutPlanOptions = {},
): RolloutPlan[] {
  const { changes, setting } = prepare(inventory, from, to, options);
  return rollOut(changes, setting);
}

/**
 * Plays the rollouts of DaemonSets of a second plan from those of a first one, on the nodes of the second.
 *
 * @param to the later manifests of those that change
 * @throws InputError as above.
 */
export function planRolloutsBetween(
  before: PlannedPlacement,
  after: PlannedPlacement,
  to: readonly Manifest[],
): RolloutPlan[] {
  const { version } = after;
  const { nodes, pods } = after.inventory._contents;
  const faults: Fault[] = [];
  const manifests = before.agents.map(({ daemonSet }) => daemonSet.manifest);
  const { changes, earlier } = matchDaemonSets(manifests, to, faults);
  throwFaults(faults);
  const first = before.inventory._contents;
  const isSameGround = first.nodes === nodes && first.pods === pods && before.version.name === version.name;
  return rollOut(changes, {
    inventory: NodeInventory._of({ nodes, pods, objects: before.objects }),
    manifests,
    earlierAgents: earlier.map((daemonSet, index) => planAgent(daemonSet, index, before.objects, version)),
    placed: isSameGround ? before : undefined,
    objects: mergeClusterObjects(before.objects, after.objects),
    version,
    options: {},
  });
}

function prepare(
  inventory: NodeInventory,
  from: readonly Manifest[],
  to: readonly Manifest[],
  options: RolloutPlanOptions,
): { changes: DaemonSetChange[]; setting: RolloutSetting } {
  const version = kubernetesVersion(options.kubernetesVersion);
  const faults: Fault[] = [];
  const { changes, earlier } = matchDaemonSets(from, to, faults);
  const before = mergeClusterObjects(inventory._contents.objects, readClusterObjects(from, faults));
  const objects = mergeClusterObjects(before, readClusterObjects(to, faults));
  throwFaults(faults);
  const earlierAgents = earlier.map((daemonSet, index) => planAgent(daemonSet, index, before, version));
  return { changes, setting: { inventory, manifests: from, earlierAgents, objects, version, options } };
}

/** Rolls out each change by itself; what they all find is looked at once. */
function rollOut(changes: readonly DaemonSetChange[], setting: RolloutSetting): RolloutPlan[] {
  if (changes.length === 0) {
    return [];
  }
  const ground = new RolloutGround(setting);
  return changes.map((change) => RolloutPlan._of(rollOutOne(change, ground, setting)));
}

function rollOutOne(change: DaemonSetChange, ground: RolloutGround, setting: RolloutSetting): PlannedRollout {
  const { objects, version } = setting;
  const former = setting.earlierAgents.find(({ key }) => key === change.key);
  const later = planAgent(change.to.daemonSet, 0, objects, version);
  const fleet = rolloutFleet(change, former, later, ground.standingFor(later));
  const nodeCount = fleet.nodes.names.length;
  const rules = rolloutRules(change.to.spec, desiredOn(fleet.groups), version);
  const line = lineUp(fleet.groups, rules, nodeCount);
  const times = podTimes(change);
  const simulation = simulate(line.ranges, rules, slowestPace(times));
  const fastest = simulate(line.ranges, rules, fastestPace(times));
  return {
    version,
    change,
    fleet,
    rules,
    lineUp: line,
    simulation,
    seconds: { min: fastest.seconds, max: simulation.seconds },
    worstCase: worstCase(fleet.groups, rules),
    status: rolloutStatus(simulation.left),
    completes: isComplete(simulation.left),
    rollback: planRollback(change, simulation.left, line, nodeCount, version),
    assumptions: rolloutAssumptions(change, fleet, setting),
  };
}
