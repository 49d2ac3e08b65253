import { matcherResult } from './matcher-result';
import { received } from './received';
import { secondsOf } from './seconds';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { durationInWords } from '../planner/rollout/explain';
import { readIntOrPercent, scaledValue } from '../planner/rollout/int-or-percent';
import { hasAvailablePod } from '../planner/rollout/node-pods';
import { budgetSparing, budgetWithin } from '../planner/rollout/other-budget';
import { PlannedRollout } from '../planner/rollout/planned-rollout';
import { RolloutClass, nodesIn } from '../planner/rollout/rollout-class';
import { RolloutPeak } from '../planner/rollout/rollout-document';
import { RolloutFleet } from '../planner/rollout/rollout-fleet';
import { RolloutPlan } from '../planner/rollout/rollout-plan';
import { WorstCase } from '../planner/rollout/worst-case';
import { nodeNamesText } from '../report/node-names';

/** Which zones or pools a matcher is about. */
export interface GroupsOfInterest {
  /** How many nodes a zone or pool must have to count. @default 1 - every one counts */
  readonly nodesAtLeast?: number;
}

/** What jest's `expect` can say of a RolloutPlan. */
export interface RolloutMatchers<R> {
  /** Every node that wants the agent gets an available new pod, and no old pod is left. */
  toComplete(): R;
  /**
   * It completes, and takes no longer than this even when everything takes its longest.
   *
   * @param duration as Kubernetes writes it, such as `90s`, `10m` or `1h30m`, or a number of seconds
   */
  toCompleteWithin(duration: string | number): R;
  /**
   * So many nodes have an available pod at every moment, in whatever order the controller takes them. What counts is
   * every node that wants the agent, or wanted it before the change: a node that it joins is without it at first, one
   * that it leaves is without it at last.
   *
   * @param nodes a number of nodes, or a share of them such as `90%`, which rounds up as `minAvailable` of a
   * PodDisruptionBudget does: 90% of 15 nodes are 14. A maxUnavailable of 10% rounds up as well, to 2, and is too much.
   */
  toKeepAvailable(nodes: string | number): R;
  /**
   * In no order of nodes all of a zone (`topology.kubernetes.io/zone`) are without an available pod at once. A zone of
   * one node is one too: only a surge replaces its pod without a gap.
   */
  toNeverLoseAZone(zones?: GroupsOfInterest): R;
  /** In no order of nodes all of a pool, as far as a label names it, are without an available pod at once. */
  toNeverLoseAPool(pools?: GroupsOfInterest): R;
}

/** The matchers of a RolloutPlan, for `expect.extend`. */
export const rolloutMatchers = {
  toComplete(plan: unknown): jest.CustomMatcherResult {
    const rollout = received('toComplete', plan, RolloutPlan);
    return matcherResult(`${nameOf(rollout)} to complete`, standstill(rollout));
  },

  toCompleteWithin(plan: unknown, duration: string | number): jest.CustomMatcherResult {
    const rollout = received('toCompleteWithin', plan, RolloutPlan);
    const limit = secondsOf(duration);
    const told = typeof duration === 'string' ? duration : `${duration} seconds`;
    const { completes, seconds } = rollout._rollout;
    const reasons = completes ? (seconds.max > limit ? tooSlow(rollout._rollout, limit) : []) : standstill(rollout);
    return matcherResult(`${nameOf(rollout)} to complete within ${told}`, reasons);
  },

  toKeepAvailable(plan: unknown, available: string | number): jest.CustomMatcherResult {
    const { _rollout: rollout } = received('toKeepAvailable', plan, RolloutPlan);
    const nodes = countWhere(rollout, ({ concerned }) => concerned);
    const required = scaledValue(readAvailable(available), nodes);
    const keeps = ({ peakUnavailable }: WorstCase) => nodes - peakUnavailable >= required;
    const told = typeof available === 'number' ? `${available}` : `${available}, that is ${required},`;
    const reasons = keeps(rollout.worstCase) ? [] : [...whatIsDown(rollout, nodes), budgetFix(rollout, keeps)];
    return matcherResult(`the rollout of ${rollout.change.key} to keep ${told} of ${nodes} nodes available`, reasons);
  },

  toNeverLoseAZone(plan: unknown, zones: GroupsOfInterest = {}): jest.CustomMatcherResult {
    const { _rollout: rollout } = received('toNeverLoseAZone', plan, RolloutPlan);
    return neverLoses(
      rollout,
      'zone',
      ({ perZone }) => perZone,
      ({ zone }) => zone,
      zones,
    );
  },

  toNeverLoseAPool(plan: unknown, pools: GroupsOfInterest = {}): jest.CustomMatcherResult {
    const { _rollout: rollout } = received('toNeverLoseAPool', plan, RolloutPlan);
    return neverLoses(
      rollout,
      'pool',
      ({ perPool }) => perPool,
      ({ pool }) => pool,
      pools,
    );
  },
};

function nameOf({ _rollout: { change } }: RolloutPlan): string {
  return `the rollout of ${change.key}`;
}

/** Where the rollout stands still, by what, and what to do about it; nothing when it completes. */
function standstill(plan: RolloutPlan): string[] {
  if (plan._rollout.completes) {
    return [];
  }
  const { blockers, status, remaining, seconds } = plan.toJson();
  const errors = blockers.filter(({ severity }) => severity === 'error');
  const told = errors.length > 0 ? errors : blockers.filter(({ severity }) => severity === 'warning');
  const old = remaining
    .filter(({ pods }) => pods.some(({ revision, terminating }) => revision === 'old' && !terminating))
    .flatMap(({ nodes }) => nodes);
  const { desired, updated, available } = status;
  return [
    `it stands still after ${durationInWords(seconds)}: ${updated} of ${desired} nodes updated, ${available} available`,
    ...(old.length > 0 ? [`the old pod stays on ${nodeNamesText(old)}`] : []),
    ...told.flatMap(({ id, message, nodes, fix }) => [
      `${id}${nodes.length > 0 ? ` on ${nodeNamesText(nodes)}` : ''}: ${message}`,
      `fix: ${fix}`,
    ]),
  ];
}

function tooSlow(rollout: PlannedRollout, limit: number): string[] {
  const { rules, seconds, simulation, change } = rollout;
  const { minReadySeconds } = change.to.spec;
  const budget = budgetWithin(rollout, limit);
  const waves = simulation.log.waveCount;
  return [
    `it takes ${durationInWords(seconds)}, in ${waves} ${waves === 1 ? 'wave' : 'waves'} with ${budgetInWords(rules)}`,
    budget === undefined
      ? `fix: shorten what each pod takes: its grace period, its probes' delays${minReadySeconds > 0 ? `, minReadySeconds ${minReadySeconds}` : ''}; no budget is large enough`
      : `fix: write ${budgetName(rules)}: ${budget}, the smallest that is fast enough`,
  ];
}

/** The nodes without an available pod in the worst case, and those of them that no budget can help. */
function whatIsDown(rollout: PlannedRollout, nodes: number): string[] {
  const { fleet, worstCase } = rollout;
  const named = (holds: (nodes: RolloutClass) => boolean) => {
    const names = namesWhere(fleet, holds);
    return names.length > 0 ? nodeNamesText(names) : undefined;
  };
  const leaves = named(({ concerned, decision }) => concerned && !decision.shouldRun);
  const lacks = named(({ decision, pods }) => decision.shouldRun && !hasAvailablePod(pods));
  return [
    `in the worst order ${worstCase.peakUnavailable} of ${nodes} nodes are without an available pod at once`,
    ...(lacks ? [`no pod is available on ${lacks} before the rollout`] : []),
    ...(leaves ? [`the agent leaves ${leaves}`] : []),
  ];
}

function budgetFix(rollout: PlannedRollout, isGood: (worst: WorstCase) => boolean): string {
  const { rules } = rollout;
  const largest = budgetSparing(rollout, isGood);
  if (largest !== undefined) {
    const { maxUnavailable } = rollout.change.to.spec;
    const rounded =
      typeof maxUnavailable === 'string' ? `${maxUnavailable} rounds up to ${rules.strategy.maxUnavailable}; ` : '';
    return `fix: ${rounded}write maxUnavailable: ${largest}, the largest that is safe`;
  }
  return rules.strategy.maxSurge > 0 || rules.strategy.type === 'OnDelete'
    ? 'fix: let its pods become available on these nodes before the rollout, or change which nodes it selects in steps'
    : 'fix: no maxUnavailable is small enough; where the agent holds no host port, surge with maxSurge: 1 and maxUnavailable: 0';
}

function neverLoses(
  rollout: PlannedRollout,
  what: 'zone' | 'pool',
  peaks: (worst: WorstCase) => readonly RolloutPeak[],
  groupOf: (nodes: RolloutClass) => string | undefined,
  { nodesAtLeast = 1 }: GroupsOfInterest,
): jest.CustomMatcherResult {
  if (peaks(rollout.worstCase).length === 0) {
    const label = what === 'zone' ? 'the label topology.kubernetes.io/zone' : 'a label that names its pool';
    throw new Error(
      `no node that the rollout of ${rollout.change.key} concerns has ${label}: it has no ${what} to lose`,
    );
  }
  const lost = (worst: WorstCase) =>
    peaks(worst).filter(({ nodes, peakUnavailable }) => nodes >= nodesAtLeast && peakUnavailable >= nodes);
  const reasons = lost(rollout.worstCase).map(({ name, nodes }) => {
    const names = namesWhere(rollout.fleet, (group) => group.concerned && groupOf(group) === name);
    const all = nodes === 1 ? 'its only node' : `all its ${nodes} nodes`;
    const moment = nodes === 1 ? '' : ' at one moment';
    return `${what} ${name} may be without an available pod on ${all}${moment}: ${nodeNamesText(names)}`;
  });
  const fix = reasons.length > 0 ? [budgetFix(rollout, (worst) => lost(worst).length === 0)] : [];
  return matcherResult(`the rollout of ${rollout.change.key} never to lose a ${what}`, [...reasons, ...fix]);
}

function readAvailable(value: string | number): string | number {
  const faults: Fault[] = [];
  const given = { object: { nodes: value }, apiVersion: '', kind: '', describe: () => 'toKeepAvailable' };
  const read = readIntOrPercent(Field.of(given, faults).required('nodes'));
  throwFaults(faults);
  return read ?? 0;
}

function budgetName({ strategy }: PlannedRollout['rules']): string {
  return strategy.maxSurge > 0 ? 'maxSurge' : 'maxUnavailable';
}

function budgetInWords(rules: PlannedRollout['rules']): string {
  const { maxSurge, maxUnavailable } = rules.strategy;
  return `${budgetName(rules)} ${maxSurge || maxUnavailable}`;
}

function countWhere({ fleet }: PlannedRollout, holds: (nodes: RolloutClass) => boolean): number {
  return nodesIn(fleet.groups.filter(({ nodes }) => holds(nodes)));
}

function namesWhere(fleet: RolloutFleet, holds: (nodes: RolloutClass) => boolean): string[] {
  const groups = fleet.groups.filter(({ nodes }) => holds(nodes));
  return fleet.nodes.sortedNames(groups.map(({ places }) => places()));
}
