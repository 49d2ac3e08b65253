import { publishedKind, publishedRelease, publishedType } from './published-api';
import { NEWEST_MINOR } from '../../src/kubernetes/kubernetes-version';
import { DAEMON_SET } from '../../src/kubernetes/validation/schema/daemon-set';
import type { ListShape, MapShape, ObjectShape, Shape } from '../../src/kubernetes/validation/schema/shape';

test('the description is that of the newest release that is known', () => {
  expect(publishedRelease()).toBe(`1.${NEWEST_MINOR}`);
});

test.each([
  ['v1', 'ConfigMap', { type: 'V1ConfigMap', namespaced: true }],
  ['v1', 'Namespace', { type: 'V1Namespace', namespaced: false }],
  ['apps/v1', 'DaemonSet', { type: 'V1DaemonSet', namespaced: true }],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', { type: 'V1ClusterRole', namespaced: false }],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', { type: 'V1CustomResourceDefinition', namespaced: false }],
])('%s has %s', (apiVersion, kind, known) => {
  expect(publishedKind(apiVersion, kind)).toEqual(known);
});

test.each([
  ['v1', 'DaemonSet'],
  ['v1', 'PodBinding'],
  ['storage.k8s.io/v2', 'CSIDriver'],
  ['monitoring.coreos.com/v1', 'ServiceMonitor'],
])('%s has no %s', (apiVersion, kind) => {
  expect(publishedKind(apiVersion, kind)).toBeUndefined();
});

test('a type knows what must be there, and may hold itself', () => {
  expect(publishedType('V1PolicyRule').required).toEqual(['verbs']);
  const { properties } = publishedType('V1JSONSchemaProps').fields;
  expect((properties as MapShape).values).toBe(publishedType('V1JSONSchemaProps'));
});

test('there is no type of another name', () => {
  expect(() => publishedType('V1DemonSet')).toThrow('V1DemonSet');
});

/** Where two types differ. What the one calls text may be an amount, or a time, for the other. */
function differences(ours: Shape, published: Shape, path = '', above: Shape[] = []): string[] {
  if (above.includes(published)) return [];
  if (ours.kind !== published.kind) {
    const isText = published.kind === 'string' && ours.kind === 'quantity';
    return isText || published.kind === 'anything' ? [] : [`${path} is ${ours.kind}, not ${published.kind}`];
  }
  if (ours.kind === 'list') {
    return differences((ours as ListShape<Shape>).items, (published as ListShape<Shape>).items, `${path}[]`, above);
  }
  if (ours.kind === 'map') {
    return differences((ours as MapShape<Shape>).values, (published as MapShape<Shape>).values, `${path}{}`, above);
  }
  if (ours.kind !== 'object') return [];
  const [mine, theirs] = [(ours as ObjectShape).fields, (published as ObjectShape).fields];
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap((name) => {
    const at = path ? `${path}.${name}` : name;
    if (!mine[name]) return [`${at} is not known`];
    if (!theirs[name]) return [`${at} is not published`];
    return differences(mine[name], theirs[name], at, [...above, published]);
  });
}

test('the validator knows every field of a DaemonSet as it is published, and no other', () => {
  expect(differences(DAEMON_SET, publishedType('V1DaemonSet'))).toEqual([]);
});
