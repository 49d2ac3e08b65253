import { RolloutAction, RolloutPlanDocument, RolloutStrategy, SecondsInterval } from './rollout-document';

const DONE: Record<RolloutAction, (nodes: string) => string> = {
  Replace: (nodes) => `It replaces the pod on ${nodes}.`,
  Surge: (nodes) => `It creates the new pod beside the old one on ${nodes}.`,
  Create: (nodes) => `It creates a pod on ${nodes} without one.`,
  Remove: (nodes) => `It removes the pod from ${nodes}.`,
};

/** The rollout in words, a line each. */
export function explainRollout(plan: RolloutPlanDocument): string {
  const { daemonSet, strategy, completes, waves, peakUnavailable, peakSurge, seconds, rolloutStatus } = plan;
  const lines = [
    `${daemonSet} ${completes ? 'rolls out' : 'does not roll out'} on ${nodesInWords(plan.status.desired)} with ${strategyInWords(strategy)}.`,
    ...actionsInWords(plan),
    waves.length === 0
      ? 'Nothing moves.'
      : `${completes ? 'It takes' : 'It stands still after'} ${durationInWords(seconds)}, in ${waves.length} ${waves.length === 1 ? 'wave' : 'waves'}.`,
    `In the worst order of nodes ${nodesInWords(peakUnavailable)} ${areIs(peakUnavailable)} without an available pod at one moment${
      peakSurge > 0 ? `, and ${nodesInWords(peakSurge)} ${peakSurge === 1 ? 'holds' : 'hold'} two` : ''
    }.`,
    ...(completes ? [] : [standstillInWords(plan)]),
    `kubectl rollout status: ${rolloutStatus.message}`,
    ...plan.blockers.map(({ id, message, fix }) => `${id}: ${message}. What to do: ${fix}.`),
    rollbackInWords(plan),
  ];
  return lines.join('\n');
}

function strategyInWords({ type, maxSurge, maxUnavailable }: RolloutStrategy): string {
  if (type !== 'RollingUpdate') {
    return type;
  }
  return maxSurge > 0 ? `maxSurge ${maxSurge}` : `maxUnavailable ${maxUnavailable}`;
}

function actionsInWords({ waves }: RolloutPlanDocument): string[] {
  return (Object.keys(DONE) as RolloutAction[]).flatMap((action) => {
    const count = waves.filter((wave) => wave.action === action).reduce((sum, wave) => sum + wave.nodes.length, 0);
    return count === 0 ? [] : [DONE[action](nodesInWords(count))];
  });
}

function standstillInWords({ status, remaining }: RolloutPlanDocument): string {
  const old = remaining
    .filter(({ pods }) => pods.some(({ revision, terminating }) => revision === 'old' && !terminating))
    .reduce((sum, { nodes }) => sum + nodes.length, 0);
  const { desired, updated, available } = status;
  return `There it stays: ${updated} of ${desired} updated, ${available} available, the old pod on ${nodesInWords(old)}.`;
}

function rollbackInWords({ rollback }: RolloutPlanDocument): string {
  const { possible, historyLimit, replaced, completes, seconds, notReverted } = rollback;
  if (!possible) {
    return historyLimit === 0
      ? 'kubectl rollout undo finds no earlier template: revisionHistoryLimit is 0.'
      : 'There is no earlier template to go back to.';
  }
  const ends = completes ? `takes ${durationInWords(seconds)}` : 'does not complete';
  const kept = notReverted.length > 0 ? ` It leaves ${notReverted.join(', ')} as changed.` : '';
  return `Going back replaces the pod on ${nodesInWords(replaced)} and ${ends}.${kept}`;
}

function nodesInWords(count: number): string {
  return count === 0 ? 'no node' : `${count} ${count === 1 ? 'node' : 'nodes'}`;
}

function areIs(count: number): string {
  return count > 1 ? 'are' : 'is';
}

/** `45 seconds`, `2 to 5 minutes`, `90 seconds to 3 hours`. */
export function durationInWords({ min, max }: SecondsInterval): string {
  const [from, unit] = amountInWords(min);
  const [to, lastUnit] = amountInWords(max);
  if (from === to && unit === lastUnit) {
    return `${to} ${lastUnit}`;
  }
  return unit === lastUnit ? `${from} to ${to} ${lastUnit}` : `${from} ${unit} to ${to} ${lastUnit}`;
}

function amountInWords(seconds: number): [string, string] {
  if (seconds < 120) {
    return [String(Math.round(seconds)), seconds === 1 ? 'second' : 'seconds'];
  }
  const minutes = seconds / 60;
  return minutes < 120
    ? [String(Math.round(minutes)), 'minutes']
    : [String(Math.round((minutes / 60) * 10) / 10), 'hours'];
}
