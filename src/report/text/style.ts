/** Colours of a terminal, or none of them. */
export interface Style {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** The style with ANSI colours, or the one that leaves text as it is. */
export function styleOf(color: boolean): Style {
  // Select Graphic Rendition: what switches the colour on, and what switches off just that.
  const sgr = (on: number, off: number) => (text: string) => (color ? `\x1b[${on}m${text}\x1b[${off}m` : text);
  return { heading: sgr(1, 22), faint: sgr(2, 22), good: sgr(32, 39), warning: sgr(33, 39), bad: sgr(31, 39) };
}
