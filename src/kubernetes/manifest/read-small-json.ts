import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** Up to here a file is parsed as a whole: that is faster than to take it apart, and takes ten times its size. */
const SMALL = 32 * 1024 * 1024;
const OPEN_OBJECT = 0x7b;

/** What a small file of JSON holds; undefined for any other file, and one with a fault, which a stream can tell the line of. */
export function readSmallJson(file: string): unknown {
  try {
    if (statSync(file).size > SMALL) {
      return undefined;
    }
    const bytes = readFileSync(file);
    return bytes[0] === OPEN_OBJECT && isUtf8(bytes) ? JSON.parse(bytes.toString()) : undefined;
  } catch {
    return undefined;
  }
}
