import { PlacementState } from '../../../planner/placement/placement-document';
import { markup, Markup } from '../markup';

/** The mark of a state, told apart by its shape and not by its colour alone; the map draws the same. */
export function stateMark(state: PlacementState): Markup {
  return markup`<svg class="mark ${state}" viewBox="0 0 12 12" aria-hidden="true"><rect x="1" y="1" width="10" height="10" rx="2"/>${SIGNS[state]}</svg>`;
}

const SIGNS: Partial<Record<PlacementState, Markup>> = {
  Pending: markup`<path d="M2 10 10 2M1 6 6 1M6 11l5-5"/>`,
  Refused: markup`<path d="m3.5 3.5 5 5m0-5-5 5"/>`,
};
