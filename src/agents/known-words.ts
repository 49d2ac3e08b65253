import type { OptionFaults } from './option-faults';
import { nearestWord } from '../kubernetes/manifest/nearest-word';

/** Records a fault for each word that is none of the known ones, with the word that was probably meant. */
export function requireKnown(
  faults: OptionFaults,
  name: string,
  written: readonly string[],
  known: readonly string[],
): void {
  for (const word of written) {
    const meant = nearestWord(word, known);
    const hint = meant ? `did you mean ${meant}?` : `there are ${known.join(', ')}`;
    faults.require(known.includes(word), `${name}: ${JSON.stringify(word)} is unknown; ${hint}`);
  }
}
