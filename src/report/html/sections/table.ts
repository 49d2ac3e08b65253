import { markup, Markup, Part } from '../markup';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Whether it holds figures, which stand on the right. @default false */
  readonly figures?: boolean;
}

/** A table whose first column names the rows. It scrolls by itself where it is wider than the page. */
export function table(label: string, columns: readonly Column[], rows: readonly (readonly Part[])[]): Markup {
  return markup`<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table>
<thead><tr>${columns.map((column) => markup`<th scope="col"${classOf(column)}>${column.title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => rowMarkup(row, columns))}</tbody>
</table></div>`;
}

function rowMarkup([head, ...cells]: readonly Part[], columns: readonly Column[]): Markup {
  return markup`<tr><th scope="row">${head}</th>${cells.map((cell, i) => markup`<td${classOf(columns[i + 1])}>${cell}</td>`)}</tr>
`;
}

function classOf({ figures }: Column): Markup {
  return figures ? markup` class="figure"` : markup``;
}
