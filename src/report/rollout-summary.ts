import { nodeNamesText } from './node-names';
import { countText } from './units';
import { durationInWords } from '../planner/rollout/explain';
import { RolloutAction, RolloutPlanDocument, RolloutWave } from '../planner/rollout/rollout-document';

/** Room for the names of nodes in a sentence. */
const NAMES_WIDTH = 60;

/** Rollouts by what becomes of them. */
export interface SortedRollouts {
  /** Those that end. */
  readonly ending: readonly RolloutPlanDocument[];
  /** Those that stand still before every node has the new pod. */
  readonly stuck: readonly RolloutPlanDocument[];
  /** Those in which no pod moves, and none should. */
  readonly still: readonly RolloutPlanDocument[];
}

export function sortRollouts(rollouts: readonly RolloutPlanDocument[]): SortedRollouts {
  const isStill = (rollout: RolloutPlanDocument) =>
    rollout.waves.length === 0 && (rollout.completes || isUnchanged(rollout));
  return {
    ending: rollouts.filter((each) => each.completes && !isStill(each)),
    stuck: rollouts.filter((each) => !each.completes && !isStill(each)),
    still: rollouts.filter(isStill),
  };
}

/** A pod that does not run today is no fault of a change that does not touch its DaemonSet. */
function isUnchanged({ blockers }: RolloutPlanDocument): boolean {
  return blockers.some(({ id }) => id === 'template-noop');
}

/** What nothing moves and does not run everywhere, a sentence each. */
export function unavailableTexts(rollouts: readonly RolloutPlanDocument[]): string[] {
  return sortRollouts(rollouts)
    .still.filter(({ completes }) => !completes)
    .map(({ daemonSet, status: { desired }, remaining }) => {
      const nodes = remaining
        .filter(({ pods }) => !pods.some(({ available }) => available))
        .flatMap((each) => each.nodes);
      const count = `${countText(nodes.length, 'pod')} of ${desired} ${nodes.length === 1 ? 'is' : 'are'}`;
      return `${daemonSet}: ${count} unavailable today, with or without this change: ${nodeNamesText(nodes, NAMES_WIDTH)}`;
    });
}

/** How many rollouts end, and how many do not. */
export function rolloutHeadline(rollouts: readonly RolloutPlanDocument[]): string {
  const { ending, stuck } = sortRollouts(rollouts);
  const parts = [
    stuck.length > 0 && `${countText(stuck.length, 'rollout')} never ${stuck.length === 1 ? 'ends' : 'end'}`,
    ending.length > 0 && `${countText(ending.length, 'rollout')} ${ending.length === 1 ? 'ends' : 'end'}`,
  ].filter((part) => part !== false);
  const version = rollouts.length > 0 ? `, Kubernetes ${rollouts[0].kubernetesVersion}` : '';
  return `${parts.join(', ') || 'No pod is replaced'}${version}`;
}

/** What to do next. */
export function rolloutClosing(rollouts: readonly RolloutPlanDocument[]): string {
  const { ending, stuck } = sortRollouts(rollouts);
  if (stuck.length > 0) {
    return `Do not deploy it yet: ${stuck[0].daemonSet}${stuck.length > 1 ? ` and ${stuck.length - 1} more` : ''} would stand still half-way. Fix the errors above first.`;
  }
  if (ending.length === 0) {
    const today = unavailableTexts(rollouts).length > 0;
    return `Nothing to wait for: deploying this replaces no pod.${today ? ' Those that are unavailable today stay so: node-agents plan says why.' : ''}`;
  }
  const evicted = ending.reduce((sum, each) => sum + each.evicted.length, 0);
  const longest = ending.reduce((a, b) => (b.seconds.max > a.seconds.max ? b : a));
  const most = ending.reduce((a, b) => (b.peakUnavailable > a.peakUnavailable ? b : a));
  return [
    `Every rollout ends; the longest takes ${durationInWords(longest.seconds)} (${longest.daemonSet}).`,
    most.peakUnavailable > 0 &&
      `Expect up to ${countText(most.peakUnavailable, 'node')} without ${most.daemonSet} at one moment.`,
    evicted > 0 && `${countText(evicted, 'running pod')} of others would be evicted: check that they may be.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

/** Waves that follow each other and do the same. */
export interface WaveRow {
  readonly action: RolloutAction;
  readonly waves: number;
  /** How many nodes all the waves deal with. */
  readonly nodes: number;
  /** The names of the nodes, folded. */
  readonly names: string;
  /** When the first and the last of them begin, in seconds from the change. */
  readonly from: number;
  readonly to: number;
}

/** The waves of a rollout, those of one action in a row together. */
export function waveRows(waves: readonly RolloutWave[], width?: number): WaveRow[] {
  const runs: RolloutWave[][] = [];
  for (const wave of waves) {
    const run = runs.at(-1);
    if (run?.[0].action === wave.action) {
      run.push(wave);
    } else {
      runs.push([wave]);
    }
  }
  return runs.map((run) => {
    const nodes = run.flatMap((wave) => wave.nodes);
    return {
      action: run[0].action,
      waves: run.length,
      nodes: nodes.length,
      names: nodeNamesText(nodes, width),
      from: run[0].at,
      to: run[run.length - 1].at,
    };
  });
}

/** When waves begin: `at once`, `within 3 hours`, `after 2 to 5 minutes`. */
export function waveTimeText({ from, to }: WaveRow): string {
  const last = durationInWords({ min: to, max: to });
  return to === 0 ? 'at once' : from === 0 ? `within ${last}` : `after ${durationInWords({ min: from, max: to })}`;
}
