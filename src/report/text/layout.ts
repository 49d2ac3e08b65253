import { Style, styleOf } from './style';
import { countText } from '../units';

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

/** Lines that are told together: a row, a finding, an agent. */
export type Block = readonly string[];

/** A part of a text, which is left out without blocks. */
export interface Section {
  readonly title: string;
  /** What stands above the blocks, such as the head of a table. */
  readonly lead?: Block;
  readonly blocks: readonly Block[];
  /** What a block tells of: those for which there is no room are told by their number. */
  readonly noun: string;
  /** More blocks than a reader takes in, however much room there is. */
  readonly most?: number;
  /** What stands below the blocks. */
  readonly tail?: Block;
}

/** Below this the tables would have to shorten figures. */
const LEAST_WIDTH = 80;

export function layoutOf({ width = LEAST_WIDTH, color = false }: TextOptions): Layout {
  return { width: Math.max(LEAST_WIDTH, width), style: styleOf(color) };
}

/** The lines of a table: its head with the line below, then its rows. */
export function tableSection([titles, line, ...rows]: readonly string[]): Pick<Section, 'lead' | 'blocks'> {
  return { lead: [titles, line], blocks: rows.map((row) => [row]) };
}

/** More lines than a reader scrolls through. */
const MOST_LINES = 195;
/** A blank line, the title, and another blank line. */
const HEAD_LINES = 3;

/**
 * A text of sections between its first line and its last word, with blank lines between them. Where it would be too long,
 * its longest sections are cut, all to the same length.
 */
export function sectionsText(first: Block, sections: readonly Section[], last: Block, { style }: Layout): string {
  const told = sections.filter(({ blocks }) => blocks.length > 0);
  const room = MOST_LINES - first.length - last.length - 1 - told.length * HEAD_LINES;
  const most = mostLines(
    told.map((section) => sectionLines(section).length),
    room,
  );
  const parts = told.map((section) => [style.heading(section.title.toUpperCase()), '', ...sectionLines(section, most)]);
  return `${[first, ...parts, last].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** To how many lines the sections of these lengths have to be cut so that there is room for all. */
function mostLines(lengths: readonly number[], room: number): number {
  let left = room;
  for (const [i, length] of [...lengths].sort((a, b) => a - b).entries()) {
    const share = Math.floor(left / (lengths.length - i));
    if (length > share) {
      return share;
    }
    left -= length;
  }
  return Infinity;
}

/** A section in so many lines at most: its first blocks, and how many more there are. */
export function sectionLines(section: Section, longest = Infinity): string[] {
  const { lead = [], blocks, noun, most = Infinity, tail = [] } = section;
  const whole = [...lead, ...blocks.flat(), ...tail];
  if (blocks.length <= most && whole.length <= longest) {
    return whole;
  }
  const gap = blocks.at(-1)![0] === '' ? [''] : [];
  const room = longest - lead.length - tail.length - gap.length - 1;
  const shown: string[] = [];
  let told = 0;
  while (told < Math.min(most, blocks.length) && shown.length + blocks[told].length <= room) {
    shown.push(...blocks[told++]);
  }
  if (told === 0) {
    // Of a first block that is longer than there is room for, what there is room for.
    shown.push(...blocks[told++].slice(0, Math.max(1, room)));
  }
  const more = blocks.length - told;
  const rest = more > 0 ? countText(more, `more ${noun}`) : countText(blocks[0].length - shown.length, 'more line');
  return [...lead, ...shown, ...gap, `and ${rest}, which --format json tells`, ...tail];
}
