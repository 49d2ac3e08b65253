import { DaemonSetChange } from './daemon-set-change';
import { RolloutFleet } from './rollout-fleet';
import { RolloutSetting } from './standing-agents';
import { DEFAULT_START_SECONDS } from './start-seconds';
import { fewNames } from '../placement/few-names';

/** What neither the manifests nor the options say, and what the plan took for granted instead. */
export function rolloutAssumptions(
  { key, from }: DaemonSetChange,
  { nodes, assumesAvailable }: RolloutFleet,
  { version, options, earlierAgents }: RolloutSetting,
): string[] {
  const assumptions: string[] = [];
  if (version.approximate) {
    assumptions.push(
      `Kubernetes ${version.name} is planned with the behaviours of its neighbours where its own are not known`,
    );
  }
  if (options.startSeconds === undefined) {
    assumptions.push(`a pod's containers are assumed to run ${DEFAULT_START_SECONDS} seconds after it is created`);
  }
  if (nodes.seenLost.length > 0) {
    assumptions.push(`the kubelet is assumed to be gone on nodes that are unreachable: ${fewNames(nodes.seenLost)}`);
  }
  if (from && assumesAvailable && options.unavailableNodes === undefined) {
    assumptions.push(
      `every pod of ${key} that is scheduled before the change is assumed to be available, unless the inventory shows otherwise`,
    );
  }
  if (earlierAgents.length > 1) {
    assumptions.push('the other DaemonSets are assumed to stay as they are before the change');
  }
  return assumptions;
}
