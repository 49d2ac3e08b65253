import { STATES } from '../report-data';
import { byId } from './dom';

/** The mark of a state, as the page already has it in the legend. */
export function stateMark(state: number): Node {
  return (
    byId('states').querySelector(`[data-state="${state}"] svg`)?.cloneNode(true) ??
    document.createTextNode(STATES[state])
  );
}
