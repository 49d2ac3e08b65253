import { LineCounter, parseAllDocuments, isNode } from 'yaml';
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

/** The Kubernetes objects among values that are already parsed, with Lists taken apart. */
export function manifestsOf(objects: readonly unknown[], faults: Fault[]): Manifest[] {
  return objects.flatMap((object) => manifestsIn(object, {}, faults));
}

interface Document {
  readonly value: unknown;
  readonly source: Source;
}

function readDocuments(text: string, file: string, faults: Fault[]): Document[] {
  if (/^\s*[{[]/.test(text)) {
    const value = tryJson(text);
    if (value !== undefined) {
      return [{ value, source: { file } }];
    }
  }
  return readYaml(text, file, faults);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Several JSON documents, or broken: the YAML parser reads both, and says where it is broken.
  }
}

function readYaml(text: string, file: string, faults: Fault[]): Document[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    ...KUBECTL_YAML,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const read: Document[] = [];
  for (const document of 'empty' in documents ? [] : documents) {
    if (document.errors.length > 0) {
      const { message, pos } = document.errors[0];
      const line = lines.linePos(pos[0]).line;
      faults.push({ file, line, rule: `is not YAML: ${message}`, hint: templateHint(text, line) });
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
    read.push({ value: document.toJS(), source: { file, locate } });
  }
  return read;
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
