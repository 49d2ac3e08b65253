import { DaemonSetChange } from './daemon-set-change';
import { PodTimes } from './simulation/pace';

/** What the pods of a change take: those that go have the grace period of before. */
export function podTimes({ from, to }: DaemonSetChange): PodTimes {
  return { ...to.spec, graceSeconds: (from ?? to).spec.graceSeconds };
}
