import type { LineCounter } from 'yaml';
import { BlockDocument, readBlockDocuments } from './block-reader';
import { Fault } from './fault';
import { Manifest } from './manifest';

/** The parser is loaded where block YAML is not enough: it takes longer to load than most files to read. */
declare const require: NodeJS.Require;

export type Source = Pick<Manifest, 'file' | 'locate'>;

/** A document of a text of YAML, with the place it comes from. */
export interface Document {
  readonly value: unknown;
  readonly source: Source;
}

/** The parser needs fifty times as much memory: a heap of 2 GB holds no more. */
const LARGEST_PARSED = 40_000_000;
const TOO_LARGE =
  'is more than 40 MB of YAML with anchors, or is broken: write it as JSON, or as kubectl get -o yaml prints it';

type Locate = NonNullable<Manifest['locate']>;

/** The documents of a text of YAML, as kubectl reads them; faults are added for those that cannot be parsed. */
export function readYamlDocuments(text: string, file: string, faults: Fault[]): Document[] {
  const unix = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
  const documents = readBlockDocuments(unix, (entry) => parser().parseEntry(entry));
  if (!documents && text.length > LARGEST_PARSED) {
    faults.push({ file, rule: TOO_LARGE });
    return [];
  }
  if (!documents) {
    const parsed = parser().parseDocuments(text, file, faults);
    return parsed.map(({ value, locate }) => ({ value, source: { file, locate } }));
  }
  let lines: LineCounter | undefined;
  const lineAt = (offset: number) => (lines ??= parser().linesOf(unix)).linePos(offset).line;
  return documents.map((document) => ({
    value: document.value,
    source: { file, locate: locatorIn(unix, document, lineAt) },
  }));
}

function parser(): typeof import('./yaml-parser') {
  return require('./yaml-parser') as typeof import('./yaml-parser');
}

/** Places are asked for where something is wrong: then the document, or the one of its items, is parsed. */
function locatorIn(text: string, { start, end, items }: BlockDocument, lineAt: (offset: number) => number): Locate {
  let located: { from: number; locate: Locate } | undefined;
  const within = (from: number, to: number, keys: readonly (string | number)[]) => {
    if (located?.from !== from) {
      located = { from, locate: parser().locatorOf(text.slice(from, to)) };
    }
    const line = located.locate(keys);
    return line === undefined ? undefined : lineAt(from) + line - 1;
  };
  return (keys) => {
    if (keys.length === 0) {
      return lineAt(start);
    }
    const [first, index] = keys;
    return first === 'items' && typeof index === 'number' && index < items.length - 1
      ? within(items[index], items[index + 1], [0, ...keys.slice(2)])
      : within(start, end, keys);
  };
}
