import { Wanted, rolloutClass } from './class-fixture';
import { PodState } from '../../../src/planner/rollout/node-pods';
import { isComplete, kubectlRolloutStatus, rolloutStatus } from '../../../src/planner/rollout/rollout-status';
import { Cohort } from '../../../src/planner/rollout/simulation/cohort';

function left(wanted: Wanted, old: PodState, fresh: PodState): Cohort[] {
  return [new Cohort({ nodes: rolloutClass(wanted, old, fresh), from: 0, to: 3 })];
}

/** Three nodes alike; of two pods the older, bound one counts (upstream's updateDaemonSetStatus). */
test.each<[string, Wanted, PodState, PodState, number, number, number, number]>([
  ['an available new pod', 'run', 'absent', 'available', 3, 3, 3, 0],
  ['an available old pod', 'run', 'available', 'absent', 3, 0, 3, 0],
  ['a surge under way: the old pod counts', 'run', 'available', 'unready', 3, 0, 3, 0],
  ['a surge that waits for the old pod to end', 'run', 'terminating', 'available', 3, 0, 0, 0],
  ['an old pod that is not bound beside a new one that is', 'run', 'pending', 'available', 3, 3, 3, 0],
  ['a new pod that is not ready', 'run', 'absent', 'unready', 3, 3, 0, 0],
  ['a pod that terminates for ever', 'run', 'terminating', 'absent', 3, 0, 0, 0],
  ['no pod', 'run', 'absent', 'absent', 3, 0, 0, 0],
  ['an unwanted pod', 'keep', 'available', 'absent', 0, 0, 0, 3],
  ['an unwanted pod that terminates for ever', 'none', 'terminating', 'absent', 0, 0, 0, 3],
  ['nothing where nothing is wanted', 'none', 'absent', 'absent', 0, 0, 0, 0],
])('the status counts %s', (_, wanted, old, fresh, desired, updated, available, misscheduled) => {
  expect(rolloutStatus(left(wanted, old, fresh))).toEqual({ desired, updated, available, misscheduled });
});

test.each<[boolean, Wanted, PodState, PodState]>([
  [true, 'run', 'absent', 'available'],
  [true, 'keep', 'terminating', 'absent'],
  [true, 'none', 'absent', 'absent'],
  [false, 'run', 'available', 'available'],
  [false, 'run', 'absent', 'unready'],
  [false, 'keep', 'available', 'absent'],
])('complete is %s where a node is to %s and holds %s and %s', (complete, wanted, old, fresh) => {
  expect(isComplete(left(wanted, old, fresh))).toBe(complete);
});

/** The texts of kubectl's rollout_status.go. */
test.each([
  [
    'RollingUpdate',
    3,
    1,
    3,
    false,
    'Waiting for daemon set "logs" rollout to finish: 1 out of 3 new pods have been updated...',
  ],
  [
    'RollingUpdate',
    3,
    3,
    2,
    false,
    'Waiting for daemon set "logs" rollout to finish: 2 of 3 updated pods are available...',
  ],
  ['RollingUpdate', 3, 3, 3, true, 'daemon set "logs" successfully rolled out'],
  ['RollingUpdate', 0, 0, 0, true, 'daemon set "logs" successfully rolled out'],
  ['OnDelete', 3, 3, 3, false, 'error: rollout status is only available for RollingUpdate strategy type'],
])(
  'kubectl rollout status of %s with %i desired, %i updated, %i available',
  (type, desired, updated, available, done, message) => {
    const status = { desired, updated, available, misscheduled: 0 };
    expect(kubectlRolloutStatus('logs', type, status)).toEqual({ done, message });
  },
);
