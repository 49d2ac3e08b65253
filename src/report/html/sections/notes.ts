import { Section } from './section';
import { PlacementPlanDocument } from '../../../planner/placement/placement-document';
import { printable } from '../../printable';
import { evictionTexts } from '../../text/notes';
import { markup, Markup } from '../markup';

/** The pods that make room, and what was assumed. */
export function notesSection({ evicted, assumptions }: PlacementPlanDocument): Section | undefined {
  const lists = [list('Evicted pods', evictionTexts(evicted)), list('Assumptions', assumptions)].filter(
    (each) => each !== undefined,
  );
  return lists.length === 0 ? undefined : { id: 'notes', title: 'Notes', body: markup`${lists}` };
}

function list(title: string, texts: readonly string[]): Markup | undefined {
  return texts.length === 0
    ? undefined
    : markup`<h3>${title}</h3><ul class="notes">${texts.map((text) => markup`<li>${printable(text)}</li>`)}</ul>`;
}
