import {
  Document as YamlDocument,
  LineCounter,
  Pair,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  parseAllDocuments,
  visit,
} from 'yaml';
import { Entry } from './block-reader';
import { Fault } from './fault';
import { KUBECTL_YAML } from './kubectl-yaml';
import { systemFaultText, TOO_DEEP } from './system-fault';

/** The line where a field stands, or the nearest one around it. */
export type Locate = (keys: readonly (string | number)[]) => number | undefined;

/** Enough for a list of nodes that share an anchor, and few enough to stop aliases of aliases from growing. */
const MAX_ALIASES = 100_000;
const MERGE_KEY = '<<';
/** Lists in lists on one line: what a parser needs for them grows with the square of their number. */
const DEEP_LIST = /^ *(?:[-?:] +){1000}/m;

/** A document that has been parsed as a whole. */
export interface ParsedDocument {
  readonly value: unknown;
  readonly locate: Locate;
}

/** Parses a text of YAML with any number of documents; faults are added for those that are broken. */
export function parseDocuments(text: string, file: string, faults: Fault[]): ParsedDocument[] {
  const deep = DEEP_LIST.exec(text);
  if (deep) {
    const line = linesOf(text).linePos(deep.index).line;
    faults.push({ file, line, rule: `is not YAML: ${TOO_DEEP}` });
    return [];
  }
  const { documents, lines } = parsed(text);
  const read: ParsedDocument[] = [];
  for (const document of documents) {
    const broken = document.errors[0] ?? collectionAsKey(document);
    if (broken) {
      const line = lines.linePos(broken.pos[0]).line;
      const message = 'code' in broken && broken.code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP : broken.message;
      faults.push({ file, line, rule: `is not YAML: ${message}`, hint: templateHint(text, line) });
      continue;
    }
    const locate = locateIn(document, lines);
    try {
      read.push({ value: document.toJS({ maxAliasCount: MAX_ALIASES }), locate });
    } catch (error) {
      // An alias without its anchor, or aliases that would grow without end.
      faults.push({ file, line: locate([]), rule: `is not YAML: ${systemFaultText(error)}` });
    }
  }
  return read;
}

/** Where the fields of the one document of a text stand. */
export function locatorOf(text: string): Locate {
  const { documents, lines } = parsed(text);
  return locateIn(documents[0], lines);
}

/** Where the lines of a text begin. */
export function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1) {
    lines.addNewLine(start);
  }
  return lines;
}

/**
 * Parses a text that is one entry of a block map or list; undefined where it is broken, or does not stand for itself: it
 * has an anchor or an alias, or is merged into the map.
 */
export function parseEntry(text: string): Entry | undefined {
  const [document, second] = parsed(text).documents;
  // Only at its very beginning a text has a byte order mark.
  if (!document || second || document.errors.length > 0 || text.startsWith('\uFEFF') || !standsForItself(document)) {
    return undefined;
  }
  try {
    const [[key, value]] = Object.entries(document.toJS() as object);
    return isMap(document.contents) ? { key, value } : { value };
  } catch {
    return undefined; // Something is merged that cannot be.
  }
}

function standsForItself(document: YamlDocument): boolean {
  const { contents } = document;
  if (!isCollection(contents) || contents.flow || contents.items.length !== 1 || collectionAsKey(document)) {
    return false;
  }
  const [entry] = contents.items;
  if (isPair(entry) && (!isScalar(entry.key) || entry.key.source === MERGE_KEY)) {
    return false;
  }
  let shared = false;
  visit(document, {
    Node(_, node) {
      shared = isAlias(node) || node.anchor !== undefined;
      return shared ? visit.BREAK : undefined;
    },
  });
  return !shared;
}

/** A map or list as a key, which Kubernetes does not take: `name: {{ .Values.name }}` reads as one. */
function collectionAsKey(document: YamlDocument): { message: string; pos: [number, number] } | undefined {
  let found: Pair | undefined;
  visit(document, {
    Pair(_, pair) {
      found = isCollection(pair.key) ? pair : undefined;
      return found && visit.BREAK;
    },
  });
  const range = isCollection(found?.key) ? found.key.range : undefined;
  return range ? { message: 'a map or a list cannot be a key', pos: [range[0], range[1]] } : undefined;
}

function locateIn(document: YamlDocument, lines: LineCounter): Locate {
  return (keys) => {
    for (let depth = keys.length; depth >= 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) {
        return lines.linePos(node.range[0]).line;
      }
    }
    return undefined;
  };
}

function templateHint(text: string, line: number): string | undefined {
  const near = text.split('\n').slice(Math.max(0, line - 2), line + 1);
  return near.some((each) => each.includes('{{'))
    ? 'this looks like a template that was not rendered: pass the output of helm template'
    : undefined;
}

function parsed(text: string): { documents: YamlDocument.Parsed[]; lines: LineCounter } {
  const lines = new LineCounter();
  const options = { ...KUBECTL_YAML, lineCounter: lines, prettyErrors: false, logLevel: 'error' } as const;
  const documents = parseAllDocuments(text, options);
  return { documents: 'empty' in documents ? [] : documents, lines };
}
