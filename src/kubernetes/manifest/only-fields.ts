import { Field } from './field';
import { nearestWord } from './nearest-word';

/** Reports every field of an object that has another name: one that is misspelt would say nothing. */
export function onlyFields(object: Field, names: readonly string[]): void {
  for (const name of object.map((field) => field).keys()) {
    if (!names.includes(name)) {
      const meant = nearestWord(name, names);
      object.get(name).fault(`must be one of ${names.join(', ')}`, meant && `did you mean ${meant}?`);
    }
  }
}
