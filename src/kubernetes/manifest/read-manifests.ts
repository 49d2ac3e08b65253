import { Fault } from './fault';
import { Manifest } from './manifest';
import { Document, Source, readYamlDocuments } from './yaml-documents';

export const NO_OBJECT = 'holds no Kubernetes object: expected YAML or JSON with apiVersion and kind';

/**
 * The Kubernetes objects in a text of YAML or JSON, with any number of documents, and Lists taken apart.
 *
 * Faults are added for what cannot be parsed or is not Kubernetes; the rest is returned.
 */
export function readManifests(text: string, file: string, faults: Fault[]): Manifest[] {
  const manifests = readDocuments(text.replace(/^\uFEFF/, ''), file, faults).flatMap(({ value, source }) => [
    ...manifestsIn(value, source, faults),
  ]);
  if (manifests.length === 0 && faults.length === 0) {
    faults.push({ file, rule: NO_OBJECT });
  }
  return manifests;
}

/** Whether a text holds nothing but comments, as renderers leave files. */
export function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*|---\s*)?$/.test(line));
}

/** The Kubernetes objects among values that are already parsed, with Lists taken apart. */
export function manifestsOf(objects: readonly unknown[], faults: Fault[]): Manifest[] {
  return [...eachManifest(objects, faults)];
}

/** The same one by one, each made when it is asked for: a fleet has many, and few of them are needed at a time. */
export function* eachManifest(objects: Iterable<unknown>, faults: Fault[]): Generator<Manifest> {
  for (const object of objects) {
    if (isSingle(object)) {
      yield manifestOf(object, {});
    } else {
      yield* manifestsIn(object, {}, faults);
    }
  }
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

/** The Kubernetes objects that a value is, or that are in it. */
export function* manifestsIn(value: unknown, source: Source, faults: Fault[]): Generator<Manifest> {
  if (value === null || value === undefined) {
    return;
  }
  if (isSingle(value)) {
    yield manifestOf(value, source);
    return;
  }
  const { kind, apiVersion, items } = value as Record<string, unknown>;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* manifestsIn(item, within(source, [index]), faults);
    }
  } else if (typeof kind === 'string' && typeof apiVersion === 'string') {
    for (const [index, item] of (items as unknown[]).entries()) {
      yield* manifestsIn(typed(item, kind, apiVersion), within(source, ['items', index]), faults);
    }
  } else {
    const missing = typeof kind === 'string' ? 'apiVersion' : 'kind';
    const line = source.locate?.([]);
    faults.push({ file: source.file, line, rule: `is not a Kubernetes object: it has no ${missing}` });
  }
}

type KubernetesObject = Record<string, unknown> & { readonly apiVersion: string; readonly kind: string };

/** Whether a value is one Kubernetes object, and no List of them. */
export function isSingle(value: unknown): value is KubernetesObject {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { kind, apiVersion, items } = value as Record<string, unknown>;
  const named = typeof kind === 'string' && typeof apiVersion === 'string' && !Array.isArray(value);
  return named && !(kind.endsWith('List') && Array.isArray(items));
}

/** The manifest of an object. */
export function manifestOf(object: KubernetesObject, { file, locate }: Source): Manifest {
  const { kind, apiVersion } = object;
  return { object, kind, apiVersion, file, locate, describe: () => describe(kind, object) };
}

/** The items of a NodeList have no kind of their own; those of a plain List do. */
export function typed(item: unknown, listKind: string, apiVersion: string): unknown {
  const itemKind = listKind.slice(0, -'List'.length);
  const object = typeof item === 'object' && item !== null && !Array.isArray(item);
  const untyped = itemKind !== '' && object && !('kind' in item);
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
