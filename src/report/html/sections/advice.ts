import { PlanFinding } from '../../../planner/placement/placement-document';
import { printable } from '../../printable';
import { Markup, markup, Part } from '../markup';

/** A shape for each severity, so that it can be told without its colour. */
const SIGNS: Readonly<Record<PlanFinding['severity'], string>> = { error: '✕', warning: '!', info: 'i' };

/** Something that is wrong or good to know, with what to do about each part of it: an item of a list `findings`. */
export function adviceItem(
  severity: PlanFinding['severity'],
  what: Part,
  message: string,
  fixes: readonly string[],
): Markup {
  return markup`<li class="finding ${severity}" data-severity="${severity}">
<span class="sign" aria-hidden="true">${SIGNS[severity]}</span>
<div><p class="what">${what}</p>
<p>${printable(message)}</p>
${fixes.map((fix) => markup`<p class="fix"><strong>fix</strong> ${printable(fix)}</p>`)}</div>
</li>
`;
}

/** Items in their list, or nothing. */
export function adviceList(items: readonly Markup[]): Markup {
  return items.length > 0 ? markup`<ul class="findings">${items}</ul>` : markup``;
}
