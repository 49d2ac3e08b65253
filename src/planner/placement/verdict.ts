import { FilterContext } from './filters/filter';
import { PlacementReason } from './placement-document';
import { Verdict } from './planned-placement';
import { allRejections, eventMessages } from './scheduler';
import { DaemonPod } from './settle';

/**
 * What has become of an agent on a node, once nothing moves any more.
 *
 * @param pod undefined where none was created
 */
export function settledVerdict(
  context: FilterContext,
  { decision, running }: Pick<Verdict, 'decision' | 'running'>,
  pod: DaemonPod | undefined,
): Verdict {
  if (!decision.shouldRun) {
    return { state: 'Excluded', reasons: decision.reasons, evicts: [], decision, running };
  }
  if (!pod) {
    const reasons = context.agent.refusals.map((refusal): PlacementReason => ({ decider: 'admission', ...refusal }));
    return { state: 'Refused', reasons, evicts: [], decision, running };
  }
  const { placed, evicts } = pod;
  return placed
    ? { state: 'Scheduled', reasons: [], evicts, decision, running }
    : { state: 'Pending', reasons: pendingReasons(context, pod), evicts, decision, running };
}

/** All that stands in the way, with that marked which the pod's last event shows. */
function pendingReasons(context: FilterContext, { rejections }: DaemonPod): PlacementReason[] {
  const shown = new Set(eventMessages(rejections));
  return allRejections(context).map(({ reason }) =>
    shown.has(reason.message) ? { ...reason, reported: true } : reason,
  );
}
