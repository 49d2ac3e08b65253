import { KnownSpecs } from '../../src/inventory/known-specs';
import { Given } from '../../src/inventory/same-parts';
import { BoundPodSpec } from '../../src/kubernetes/pod-spec';

const spec = (name: string, cpu: unknown = '1', more: object = {}) => ({
  containers: [{ name, resources: { requests: { cpu } } }],
  ...more,
});
const read = (priority: number) => ({ priority }) as BoundPodSpec;

test('what was read of a spec is found by any that is the same, whatever was met between', () => {
  const known = new KnownSpecs();
  known.set(spec('a'), read(1));
  known.set(spec('b'), read(2));
  known.set(spec('a', '2'), read(3));
  const asked = [spec('a'), spec('b'), spec('b'), spec('a', '2'), spec('a')];
  expect(asked.map((each) => known.get(each)?.priority)).toEqual([1, 2, 2, 3, 1]);
});

test.each<[string, Given]>([
  ['other containers', spec('c')],
  ['another priority', spec('a', '1', { priority: 5 })],
  ['no containers', {}],
  ['what is no list of containers', { containers: 'a' }],
  ['what is no container', { containers: ['a', null] }],
  ['amounts that are no texts', spec('a', { toString: null })],
])('nothing is known of a spec with %s', (_, other) => {
  const known = new KnownSpecs();
  known.set(spec('a'), read(1));
  expect(known.get(other)).toBeUndefined();
});

test('specs that differ in what is rarely told are each known, up to a few', () => {
  const known = new KnownSpecs();
  const specs = Array.from({ length: 20 }, (_, priority) => spec('a', '1', { priority }));
  specs.forEach((each, i) => known.set(each, read(i)));
  const found = specs.flatMap((each) => known.get(each)?.priority ?? []);
  expect(found).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
