import { PlacementPlanDocument } from '../../../planner/placement/placement-document';
import { evictionTexts } from '../../text/notes';
import { printable } from '../../printable';
import { html, Markup } from '../markup';
import { Section } from './section';

/** The pods that make room, and what was assumed. */
export function notesSection({ evicted, assumptions }: PlacementPlanDocument): Section | undefined {
  const lists = [
    list('Evicted pods', evictionTexts(evicted)),
    list('Assumptions', assumptions),
  ].filter((each) => each !== undefined);
  return lists.length === 0 ? undefined : { id: 'notes', title: 'Notes', body: html`${lists}` };
}

function list(title: string, texts: readonly string[]): Markup | undefined {
  return texts.length === 0
    ? undefined
    : html`<h3>${title}</h3><ul class="notes">${texts.map((text) => html`<li>${printable(text)}</li>`)}</ul>`;
}
