import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fields, ObjectShape, Shape } from '../../src/kubernetes/validation/schema/shape';
import {
  ANYTHING,
  BOOLEAN,
  INT32,
  INT64,
  INT_OR_STRING,
  listOf,
  mapOf,
  QUANTITY,
  STRING,
  TIME,
} from '../../src/kubernetes/validation/schema/shape';

/** The client of the Kubernetes project, generated from the OpenAPI description of Kubernetes 1.36. Its text is read; nothing of it runs. */
const GENERATED = join(dirname(require.resolve('@kubernetes/client-node')), 'gen');

/** A kind of object that can be created. */
export interface PublishedKind {
  /** The name of its type, such as `V1ConfigMap`. */
  readonly type: string;
  readonly namespaced: boolean;
}

/** A type of the API: its fields, and those that must be there. */
export interface PublishedType extends ObjectShape {
  readonly required: string[];
}

const kindsBy = new Map<string, Map<string, PublishedKind>>();
const types = new Map<string, PublishedType>();

/** A kind of Kubernetes' own, or undefined where the API server has it only if somebody defines it. */
export function publishedKind(apiVersion: string, kind: string): PublishedKind | undefined {
  if (!kindsBy.has(apiVersion)) kindsBy.set(apiVersion, readKinds(apiVersion));
  return kindsBy.get(apiVersion)!.get(kind);
}

/** The release of Kubernetes that the types are those of. */
export function publishedRelease(): string {
  return /OpenAPI spec version: release-(\S+)/.exec(read('models/V1Pod.js'))![1];
}

/**
 * A type with the types of its fields, which are read when they are asked for: some hold themselves.
 *
 * @throws if there is no such type
 */
export function publishedType(name: string): PublishedType {
  const known = types.get(name);
  if (known) return known;
  let fields: Fields | undefined;
  const type: PublishedType = {
    kind: 'object',
    get fields() {
      return (fields ??= readFields(name));
    },
    required: [...read(`models/${name}.d.ts`).matchAll(/^ {4}'([^']+)': /gm)].map(([, field]) => field),
  };
  types.set(name, type);
  return type;
}

/** `rbac.authorization.k8s.io/v1` is created through `RbacAuthorizationV1Api`. */
function readKinds(apiVersion: string): Map<string, PublishedKind> {
  const [version, group = 'core'] = apiVersion.split('/').reverse();
  const name = [...group.replace(/\.k8s\.io$/, '').split('.'), version].map(capitalized).join('');
  const file = `apis/${name}Api.js`;
  const path = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  if (!existsSync(join(GENERATED, file))) return new Map();
  const creations = read(file).matchAll(
    /async create(Namespaced)?(\w+)\([^]*?localVarPath = '([^']+)'[^]*?serialize\(body, "(\w+)"/g,
  );
  return new Map(
    [...creations]
      .filter(([, , , at]) => at.startsWith(`${path}/`) && !at.includes('{name}'))
      .map(([, namespaced, kind, , type]) => [kind, { type, namespaced: namespaced !== undefined }]),
  );
}

function readFields(name: string): Fields {
  const [, map] = /attributeTypeMap = (\[[^]*?\n\]);/.exec(read(`models/${name}.js`))!;
  const attributes: { baseName: string; type: string; format: string }[] = JSON.parse(map);
  return Object.fromEntries(
    attributes.map(({ baseName, type, format }) => [baseName, QUANTITIES[baseName]?.(type) ?? shapeOf(type, format)]),
  );
}

/** The description knows text alone where amounts stand. */
const QUANTITIES: Record<string, (type: string) => Shape | undefined> = Object.fromEntries(
  ['divisor', 'sizeLimit', 'limits', 'requests', 'podFixed', 'hard'].map((field) => [field, amounts]),
);

function amounts(type: string): Shape | undefined {
  if (type === 'string') return QUANTITY;
  return type === '{ [key: string]: string; }' ? mapOf(QUANTITY) : undefined;
}

const SCALARS: Record<string, Shape> = {
  string: STRING,
  boolean: BOOLEAN,
  'number int32': INT32,
  'number int64': INT64,
  'Date date-time': TIME,
  V1MicroTime: TIME,
  IntOrString: INT_OR_STRING,
  any: ANYTHING,
};

function shapeOf(type: string, format: string): Shape {
  const [, items] = /^Array<(.+)>$/.exec(type) ?? [];
  if (items) return listOf(shapeOf(items, format));
  const [, values] = /^{ \[key: string\]: (.+); }$/.exec(type) ?? [];
  if (values) return mapOf(shapeOf(values, format));
  return SCALARS[type] ?? SCALARS[`${type} ${format}`] ?? (type === 'number' ? ANYTHING : publishedType(type));
}

function read(file: string): string {
  return readFileSync(join(GENERATED, file), 'utf8');
}

function capitalized(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
