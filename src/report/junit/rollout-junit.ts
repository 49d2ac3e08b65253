import { junitXml } from './junit-xml';
import { RolloutPlanDocument } from '../../planner/rollout/rollout-document';

/** One case for every DaemonSet: that its rollout ends. */
export function rolloutJunit(rollouts: readonly RolloutPlanDocument[]): string {
  const cases = rollouts.map(({ daemonSet, completes, rolloutStatus, blockers }) => {
    const told = blockers.map(({ severity, id, message, fix }) => `${severity} ${id}: ${message} (fix: ${fix})`);
    return {
      className: daemonSet,
      name: 'the rollout ends',
      failures: completes ? [] : [rolloutStatus.message, ...told],
      notes: completes ? told : [],
    };
  });
  return junitXml('rollout', cases);
}
