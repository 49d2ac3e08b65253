import { RolloutClass } from '../rollout-class';
import { SecondsInterval } from '../rollout-document';

/** How long things take. */
export interface Pace {
  /** Seconds from a pod's deletion until it is gone. */
  readonly stopSeconds: number;
  /** Seconds from a pod's binding until it is available. */
  availableAfter(node: RolloutClass): number;
  /** Seconds until so many requests of the controller are sent. */
  requestSeconds(requests: number): number;
}

/** What the paces of a rollout follow from. */
export interface PodTimes {
  /** Grace period of the pods that go. */
  readonly graceSeconds: number;
  /** How long probes hold a started pod back. */
  readonly probeSeconds: SecondsInterval;
  readonly minReadySeconds: number;
}

/**
 * The controller manager's default client limits.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ --kube-api-qps, --kube-api-burst
 */
const REQUESTS_PER_SECOND = 20;
const BURST = 30;

/** Every pod stops at once, every probe succeeds at first, and no request waits. */
export function fastestPace({ probeSeconds, minReadySeconds }: PodTimes): Pace {
  return {
    stopSeconds: 0,
    availableAfter: ({ startSeconds }) => startSeconds + probeSeconds.min + minReadySeconds,
    requestSeconds: () => 0,
  };
}

/** Every pod uses its grace period, every probe succeeds a period late, and requests beyond the burst wait. */
export function slowestPace({ graceSeconds, probeSeconds, minReadySeconds }: PodTimes): Pace {
  return {
    stopSeconds: graceSeconds,
    availableAfter: ({ startSeconds }) => startSeconds + probeSeconds.max + minReadySeconds,
    requestSeconds: (requests) => (requests <= BURST ? 0 : Math.ceil(requests / REQUESTS_PER_SECOND)),
  };
}
