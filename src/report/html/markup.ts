/** A piece of HTML in which every text from outside is escaped. */
export class Markup {
  constructor(readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

/** What may stand in a template: text, which is escaped, markup, and lists of them; false and undefined are nothing. */
export type Part = string | number | false | undefined | Markup | readonly Part[];

/** HTML with its parts escaped: `html\`<td>${name}</td>\``. */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(literals.reduce((source, literal, i) => `${source}${sourceOf(parts[i - 1])}${literal}`));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function sourceOf(part: Part): string {
  if (part instanceof Markup) {
    return part.source;
  }
  if (Array.isArray(part)) {
    return part.map(sourceOf).join('');
  }
  return part === false || part === undefined ? '' : String(part).replace(/[&<>"]/g, (each) => ENTITIES[each]);
}

/** Data within a page: text that no reader of HTML takes for markup. */
export function jsonScript(id: string, data: unknown): Markup {
  const json = JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028|\u2029/g, '');
  return new Markup(`<script type="application/json" id="${id}">${json}</script>`);
}
