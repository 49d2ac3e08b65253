/** Text that YAML may read as something else than it looks: it takes a parser to say. */
export const UNCERTAIN = Symbol('uncertain');

export type Certain = null | boolean | number | string | typeof UNCERTAIN;

/** Words that YAML 1.1 knows, in every spelling; it reads some of them as booleans, and one as nothing. */
const RESERVED = /^(?:[yn]|yes|no|on|off|true|false|null)$/i;
const WORDS: Readonly<Record<string, null | boolean>> = { null: null, true: true, false: false };
/** Printable ASCII that begins with nothing of YAML's own, and holds neither the end of a key nor a comment. */
const PLAIN = /^(?:[\w/]|-(?=[0-9]))(?:[!-9;-~]| (?! *(?:#|$))|:(?! |$))*$/;
const INTEGER = /^(?:0|-?[1-9][0-9]{0,14})$/;
/** Numbers of other kinds, and what is near to one. */
const NEAR_NUMBER =
  /^(?:-|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$|0[xX][0-9a-fA-F_]*$|0[oO][0-7_]*$|0[bB][01_]*$)/;
const DOUBLE_QUOTED = /^"(?:[ !#-[\]-~]|\\["\\nt])*"$/;
const SINGLE_QUOTED = /^'(?:[ -&(-~]|'')*'$/;

/** What a regular expression of alternatives takes without filling its stack. */
const LONGEST = 100_000;

/** What a scalar that stands on one line is, as kubectl reads it. */
export function certainScalar(text: string): Certain {
  if (text.length > LONGEST) {
    return UNCERTAIN;
  }
  const first = text[0];
  if (first === '"') {
    return !DOUBLE_QUOTED.test(text) ? UNCERTAIN : text.includes('\\') ? JSON.parse(text) : text.slice(1, -1);
  }
  if (first === "'") {
    return SINGLE_QUOTED.test(text) ? text.slice(1, -1).replaceAll("''", "'") : UNCERTAIN;
  }
  if (!PLAIN.test(text)) {
    return UNCERTAIN;
  }
  if (first <= '9' && first !== '/') {
    return INTEGER.test(text) ? Number(text) : NEAR_NUMBER.test(text) ? UNCERTAIN : text;
  }
  return !RESERVED.test(text) ? text : Object.hasOwn(WORDS, text) ? WORDS[text] : UNCERTAIN;
}
