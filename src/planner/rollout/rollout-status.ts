import { isLive } from './node-pods';
import { KubectlRolloutStatus, RolloutStatus } from './rollout-document';
import { Cohort } from './simulation/cohort';

/**
 * The status of a DaemonSet whose nodes hold these pods. Of two pods on a node the older one counts, so a surge counts
 * as updated only once the old pod is gone.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus
 */
export function rolloutStatus(left: readonly Cohort[]): RolloutStatus {
  const status = { desired: 0, updated: 0, available: 0, misscheduled: 0 };
  for (const { nodes, pods, size } of left) {
    const { old, fresh } = pods;
    if (!nodes.decision.shouldRun) {
      status.misscheduled += old !== 'absent' || fresh !== 'absent' ? size : 0;
      continue;
    }
    status.desired += size;
    // A bound pod comes before one that is not.
    const oldCounts = old !== 'absent' && (old !== 'pending' || fresh === 'absent' || fresh === 'pending');
    status.updated += !oldCounts && fresh !== 'absent' ? size : 0;
    status.available += (oldCounts ? old : fresh) === 'available' ? size : 0;
  }
  return status;
}

/** Whether every node that wants the agent has an available new pod, and no old pod is left. */
export function isComplete(left: readonly Cohort[]): boolean {
  return left.every(
    ({ nodes, pods: { old, fresh } }) => !isLive(old) && (!nodes.decision.shouldRun || fresh === 'available'),
  );
}

/**
 * What `kubectl rollout status` says of a DaemonSet in this status.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go
 */
export function kubectlRolloutStatus(
  name: string,
  strategy: string,
  { desired, updated, available }: RolloutStatus,
): KubectlRolloutStatus {
  if (strategy !== 'RollingUpdate') {
    return { done: false, message: 'error: rollout status is only available for RollingUpdate strategy type' };
  }
  const waiting = `Waiting for daemon set ${JSON.stringify(name)} rollout to finish:`;
  if (updated < desired) {
    return { done: false, message: `${waiting} ${updated} out of ${desired} new pods have been updated...` };
  }
  if (available < desired) {
    return { done: false, message: `${waiting} ${available} of ${desired} updated pods are available...` };
  }
  return { done: true, message: `daemon set ${JSON.stringify(name)} successfully rolled out` };
}
