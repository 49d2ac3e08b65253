import { ASCII } from './ascii';
import { STOP, JsonBytes } from './json-bytes';

const { OPEN_LIST, OPEN_OBJECT } = ASCII;

/** How many line breaks come before what is found by its keys below a value, or before the nearest around it. */
export function linesBefore(json: JsonBytes, from: number, keys: readonly (string | number)[]): number {
  let { lines } = json;
  let at: number | undefined = from;
  for (const key of keys) {
    at = typeof key === 'number' ? itemAt(json, at, key) : fieldAt(json, at, key);
    if (at === undefined) {
      break;
    }
    ({ lines } = json);
  }
  return lines;
}

function fieldAt(json: JsonBytes, from: number, name: string): number | undefined {
  let found: number | undefined;
  if (json.bytes[from] === OPEN_OBJECT) {
    json.fields(from, (key, end, value) => {
      found = JSON.parse(json.bytes.toString('utf8', key, end)) === name ? value : undefined;
      return found === undefined ? json.skip(value) : STOP;
    });
  }
  return found;
}

function itemAt(json: JsonBytes, from: number, index: number): number | undefined {
  let found: number | undefined;
  let left = index;
  if (json.bytes[from] === OPEN_LIST) {
    json.items(from, (item) => {
      found = left-- === 0 ? item : undefined;
      return found === undefined ? json.skip(item) : STOP;
    });
  }
  return found;
}
