import { nearestWord } from '../manifest/nearest-word';

/** Names the word that was probably meant, if one is near. */
export function didYouMean(written: string, words: readonly string[]): string | undefined {
  const meant = nearestWord(written, words);
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

/** The name in lower case with its illegal characters turned to dashes, if that makes it legal. */
export function legalName(name: string, isLegal: (name: string) => boolean): string | undefined {
  const legal = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  const candidates = [legal, legal.replaceAll('.', '-')];
  const meant = candidates.find((candidate) => candidate !== '' && candidate !== name && isLegal(candidate));
  return meant && `did you mean ${meant}?`;
}

/** A label value or a label key in its own case, if that makes it legal. A number without its sign is another number. */
export function legalLabelText(text: string, isLegal: (text: string) => boolean): string | undefined {
  if (/^[-+][0-9]/.test(text)) {
    return undefined;
  }
  const legal = text.replace(/[^A-Za-z0-9_./-]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return legal !== '' && legal !== text && isLegal(legal) ? `did you mean ${legal}?` : undefined;
}
