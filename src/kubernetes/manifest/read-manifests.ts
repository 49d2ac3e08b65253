import { Document as YamlDocument, LineCounter, Pair, isCollection, isNode, parseAllDocuments, visit } from 'yaml';
import { Fault } from './fault';
import { KUBECTL_YAML } from './kubectl-yaml';
import { Manifest } from './manifest';

type Locate = (keys: readonly (string | number)[]) => number | undefined;
type Source = Pick<Manifest, 'file' | 'locate'>;

/**
 * The Kubernetes objects in a text of YAML or JSON, with any number of documents, and Lists taken apart.
 *
 * Faults are added for what cannot be parsed or is not Kubernetes; the rest is returned.
 */
export function readManifests(text: string, file: string, faults: Fault[]): Manifest[] {
  const manifests = readDocuments(text.replace(/^\uFEFF/, ''), file, faults).flatMap(({ value, source }) =>
    manifestsIn(value, source, faults),
  );
  if (manifests.length === 0 && faults.length === 0) {
    faults.push({ file, rule: 'holds no Kubernetes object: expected YAML or JSON with apiVersion and kind' });
  }
  return manifests;
}

/** Whether a text holds nothing but comments, as renderers leave files. */
export function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*|---\s*)?$/.test(line));
}

/** The Kubernetes objects among values that are already parsed, with Lists taken apart. */
export function manifestsOf(objects: readonly unknown[], faults: Fault[]): Manifest[] {
  return objects.flatMap((object) => manifestsIn(object, {}, faults));
}

/** A document of a text of YAML, with the place it comes from. */
export interface Document {
  readonly value: unknown;
  readonly source: Source;
}

function readDocuments(text: string, file: string, faults: Fault[]): Document[] {
  if (!/^\s*[{[]/.test(text)) {
    return readYamlDocuments(text, file, faults);
  }
  return splitJson(text).flatMap(({ part, start }) => {
    const value = tryJson(part);
    if (value !== undefined) {
      return [{ value, source: { file } }];
    }
    // The YAML parser reads what JSON.parse does not, and says where it is broken; line breaks keep its lines right.
    return readYamlDocuments(text.slice(0, start).replace(/[^\n]/g, '') + part, file, faults);
  });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const JSON_TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"|[{}[\]]/g;

/**
 * The JSON values of a text that holds them one after the other, as two runs of `kubectl get -o json` leave them in a
 * file; the whole text when it is anything else.
 */
function splitJson(text: string): { part: string; start: number }[] {
  const parts: { part: string; start: number }[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(JSON_TOKEN)) {
    if (depth === 0 && text.slice(start, index).trim() !== '') {
      return [{ part: text, start: 0 }];
    }
    depth += '{['.includes(token) ? 1 : '}]'.includes(token) ? -1 : 0;
    if (depth === 0) {
      const end = index + token.length;
      parts.push({ part: text.slice(start, end), start });
      start = end;
    }
  }
  return text.slice(start).trim() === '' ? parts : [{ part: text, start: 0 }];
}

/** Enough for a list of nodes that share an anchor, and few enough to stop aliases of aliases from growing. */
const MAX_ALIASES = 100_000;

/** The documents of a text of YAML, as kubectl reads them; faults are added for those that cannot be parsed. */
export function readYamlDocuments(text: string, file: string, faults: Fault[]): Document[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    ...KUBECTL_YAML,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const read: Document[] = [];
  for (const document of 'empty' in documents ? [] : documents) {
    const broken = document.errors[0] ?? collectionAsKey(document);
    if (broken) {
      const line = lines.linePos(broken.pos[0]).line;
      faults.push({ file, line, rule: `is not YAML: ${broken.message}`, hint: templateHint(text, line) });
      continue;
    }
    const locate: Locate = (keys) => {
      for (let depth = keys.length; depth >= 0; depth--) {
        const node = document.getIn(keys.slice(0, depth), true);
        if (isNode(node) && node.range) {
          return lines.linePos(node.range[0]).line;
        }
      }
      return undefined;
    };
    try {
      read.push({ value: document.toJS({ maxAliasCount: MAX_ALIASES }), source: { file, locate } });
    } catch (error) {
      // An alias without its anchor, or aliases that would grow without end.
      faults.push({ file, line: locate([]), rule: `is not YAML: ${(error as Error).message}` });
    }
  }
  return read;
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

function templateHint(text: string, line: number): string | undefined {
  const near = text.split('\n').slice(Math.max(0, line - 2), line + 1);
  return near.some((each) => each.includes('{{'))
    ? 'this looks like a template that was not rendered: pass the output of helm template'
    : undefined;
}

function manifestsIn(value: unknown, source: Source, faults: Fault[]): Manifest[] {
  if (value === null || value === undefined) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => manifestsIn(item, within(source, [index]), faults));
  }
  const object = value as Record<string, unknown>;
  const kind = typeof value === 'object' ? object.kind : undefined;
  if (typeof kind !== 'string' || typeof object.apiVersion !== 'string') {
    const missing = typeof kind === 'string' ? 'apiVersion' : 'kind';
    const line = source.locate?.([]);
    faults.push({ file: source.file, line, rule: `is not a Kubernetes object: it has no ${missing}` });
    return [];
  }
  if (kind.endsWith('List') && Array.isArray(object.items)) {
    return object.items.flatMap((item, index) =>
      manifestsIn(typed(item, kind, object.apiVersion as string), within(source, ['items', index]), faults),
    );
  }
  return [{ ...source, object, kind, apiVersion: object.apiVersion, describe: () => describe(kind, object) }];
}

/** The items of a NodeList have no kind of their own; those of a plain List do. */
function typed(item: unknown, listKind: string, apiVersion: string): unknown {
  const itemKind = listKind.slice(0, -'List'.length);
  const untyped = itemKind !== '' && typeof item === 'object' && item !== null && !('kind' in item);
  return untyped ? { kind: itemKind, apiVersion, ...item } : item;
}

function within(source: Source, prefix: (string | number)[]): Source {
  const { file, locate } = source;
  return { file, locate: locate && ((keys) => locate([...prefix, ...keys])) };
}

function describe(kind: string, object: Record<string, unknown>): string {
  const metadata = (object.metadata ?? {}) as Record<string, unknown>;
  const name = [metadata.namespace, metadata.name].filter((part) => typeof part === 'string').join('/');
  return name ? `${kind} ${name}` : `${kind} without a name`;
}
