import { Style, styleOf } from './style';

/** How something is told in a terminal. */
export interface TextOptions {
  /**
   * Columns that no line is wider than, at least 80.
   * @default 80
   */
  readonly width?: number;
  /**
   * Whether to use the terminal's colours.
   * @default false
   */
  readonly color?: boolean;
}

/** The room there is for text, and its style. */
export interface Layout {
  readonly width: number;
  readonly style: Style;
}

/** A title and the lines below it; without lines there is no section. */
export type Section = readonly [title: string, lines: readonly string[]];

/** Below this the tables would have to shorten figures. */
const LEAST_WIDTH = 80;

export function layoutOf({ width = LEAST_WIDTH, color = false }: TextOptions): Layout {
  return { width: Math.max(LEAST_WIDTH, width), style: styleOf(color) };
}

/** A text of sections between its first line and its last word, with blank lines between them. */
export function sectionsText(
  first: readonly string[],
  sections: readonly Section[],
  last: readonly string[],
  { style }: Layout,
): string {
  const told = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [style.heading(title.toUpperCase()), '', ...lines]);
  return `${[first, ...told, last].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
