/** Bytes that mean something in JSON. */
export const ASCII = {
  NEWLINE: 0x0a,
  SPACE: 0x20,
  QUOTE: 0x22,
  COMMA: 0x2c,
  COLON: 0x3a,
  OPEN_LIST: 0x5b,
  BACKSLASH: 0x5c,
  CLOSE_LIST: 0x5d,
  OPEN_OBJECT: 0x7b,
  CLOSE_OBJECT: 0x7d,
  /** Each bracket closes two after it opens. */
  TO_CLOSER: 2,
} as const;

/** What bytes mean outside of strings. */
export const CLASS = {
  BAD: 0,
  /** Of numbers and of true, false and null. */
  WORD: 1,
  PUNCTUATION: 2,
  BLANK: 3,
  LINE: 4,
  STRING: 5,
  OPEN: 6,
  CLOSE: 7,
} as const;

const CHARACTERS: readonly [string, number][] = [
  ['+-.0123456789Eaeflnrstu', CLASS.WORD],
  [',:', CLASS.PUNCTUATION],
  [' \t\r', CLASS.BLANK],
  ['\n', CLASS.LINE],
  ['"', CLASS.STRING],
  ['{[', CLASS.OPEN],
  ['}]', CLASS.CLOSE],
];

/** What is known of each of the 256 bytes. */
export const TABLES = {
  /** Its class outside of strings. */
  CLASSES: new Uint8Array(256).fill(CLASS.BAD),
  /** Whether a plain piece of a string ends with it: the quote, an escape, or a control character, which is not allowed. */
  ENDS_PIECE: new Uint8Array(256).fill(1, 0, ASCII.SPACE),
};
for (const [characters, each] of CHARACTERS) {
  Buffer.from(characters).forEach((byte) => (TABLES.CLASSES[byte] = each));
}
TABLES.ENDS_PIECE[ASCII.QUOTE] = 1;
TABLES.ENDS_PIECE[ASCII.BACKSLASH] = 1;
