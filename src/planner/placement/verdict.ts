import { FilterContext } from './filters/filter';
import { PlacedPod } from './node-state';
import { PlacementReason } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { PodEvent, heeds, mayHelp } from './queueing-hint';
import { allRejections, eventMessages, firstRejections } from './scheduler';
import { DaemonPod } from './settle';

type Facts = Pick<Verdict, 'decision' | 'running'>;

/** What the controller and admission have made of an agent; undefined once a pod exists, and the scheduler decides. */
export function verdictBeforeScheduling({ refusals }: PlannedAgent, facts: Facts): Verdict | undefined {
  if (!facts.decision.shouldRun) {
    return new Excluded(facts);
  }
  const reasons = refusals.map((refusal): PlacementReason => ({ decider: 'admission', ...refusal }));
  return refusals.length > 0 ? { state: 'Refused', reasons, evicts: [], ...facts } : undefined;
}

/** Many agents are not wanted on nodes of many kinds, and few are asked why. */
class Excluded implements Verdict {
  readonly decision: Verdict['decision'];
  readonly running: boolean;

  constructor({ decision, running }: Facts) {
    this.decision = decision;
    this.running = running;
  }

  get state(): 'Excluded' {
    return 'Excluded';
  }

  get reasons(): readonly PlacementReason[] {
    return this.decision.reasons;
  }

  get evicts(): readonly PlacedPod[] {
    return NOBODY;
  }
}

/** Whom a verdict evicts that evicts nobody. */
export const NOBODY: readonly PlacedPod[] = [];

/** What has become of the pod of an agent on a node, once nothing moves any more. */
export function verdictOfPod(
  context: FilterContext,
  facts: Facts,
  pod: DaemonPod,
  evicted: readonly PlacedPod[],
): Verdict {
  const { placed, evicts } = pod;
  return placed
    ? { state: 'Scheduled', reasons: [], evicts, ...facts }
    : { state: 'Pending', reasons: pendingReasons(context, pod, evicted), evicts, ...facts };
}

/**
 * All that stands in the way, with that marked which the pod's last event shows: it was last tried in its turn or, if
 * its plugin heeds that, when a pod was evicted anywhere.
 */
function pendingReasons(
  context: FilterContext,
  { agent, rejections }: DaemonPod,
  evicted: readonly PlacedPod[],
): PlacementReason[] {
  const { plugin } = rejections[0].reason;
  const triedAgain = evicted.some((pod) => {
    const event: PodEvent = { kind: 'deleted', pod };
    return heeds(plugin, event) && mayHelp(event, agent, plugin);
  });
  const shown = new Set(eventMessages(triedAgain ? firstRejections(context) : rejections));
  const standing = allRejections(context);
  // Nothing stands in the way of a pod that nothing makes the scheduler try again: its event tells what stood there.
  const told = standing.length > 0 ? standing : rejections;
  return told.map(({ reason }) => (shown.has(reason.message) ? { ...reason, reported: true } : reason));
}
