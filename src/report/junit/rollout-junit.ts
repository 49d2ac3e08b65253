import { junitXml } from './junit-xml';
import { RolloutPlanDocument } from '../../planner/rollout/rollout-document';
import { sortRollouts, unavailableTexts } from '../rollout-summary';

/** One case for every DaemonSet: that its rollout ends. */
export function rolloutJunit(rollouts: readonly RolloutPlanDocument[]): string {
  const { stuck } = sortRollouts(rollouts);
  const cases = rollouts.map((rollout) => {
    const { daemonSet, rolloutStatus, blockers } = rollout;
    const ends = !stuck.includes(rollout);
    const told = blockers.map(({ severity, id, message, fix }) => `${severity} ${id}: ${message} (fix: ${fix})`);
    return {
      className: daemonSet,
      name: 'the rollout ends',
      failures: ends ? [] : [rolloutStatus.message, ...told],
      notes: ends ? [...unavailableTexts([rollout]), ...told] : [],
    };
  });
  return junitXml('rollout', cases);
}
