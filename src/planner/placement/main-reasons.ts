import { Placement, PlacementReason } from './placement-document';

/** The reasons that a reader needs: on a node that an agent does not select, its taints are beside the point. */
export function mainReasons({ state, reasons = [] }: Placement): readonly PlacementReason[] {
  const selection = reasons.filter(({ taint }) => !taint);
  return state === 'Excluded' && selection.length > 0 ? selection : reasons;
}

/** The requirement that a node does not meet, and what it has instead, where the message tells them apart by a colon. */
export function splitMessage(message: string): { readonly requirement: string; readonly instead?: string } {
  const colon = message.indexOf(': ');
  return colon < 0
    ? { requirement: message }
    : { requirement: message.slice(0, colon), instead: message.slice(colon + ': '.length) };
}
