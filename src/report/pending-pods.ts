import { nodeNamesText } from './node-names';
import { PENDING_ADVICE } from './placement-summary';
import { outcomesOf } from './text/outcomes';
import { reasonText } from './text/reason-text';
import { countText } from './units';
import { DaemonSetPlacement } from '../planner/placement/placement-document';

/** Pods of an agent that wait for the same reasons, in words. */
export interface PendingPods {
  readonly message: string;
  /** What helps them. */
  readonly fix: string;
}

/** The pods of an agent that no node takes. Refused pods have a finding. */
export function pendingPods({ placements }: DaemonSetPlacement): PendingPods[] {
  return outcomesOf(placements)
    .filter(({ state }) => state === 'Pending')
    .map(({ nodes, reasons }) => {
      const plugin = reasons.flat().find(({ reason }) => reason.reported)?.reason.plugin ?? '';
      return {
        message: `${countText(nodes.length, 'pod')} would stay Pending on ${nodeNamesText(nodes, 120)}: ${reasons.map(reasonText).join('; ')}`,
        fix: PENDING_ADVICE[plugin] ?? 'mend what the reasons name, or leave those nodes out',
      };
    });
}
