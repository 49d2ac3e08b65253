import { byName, byNamespaceAndName } from '../../src/inventory/list-order';

const named = (name: string) => ({ name });
const pod = (path: string) => {
  const [namespace, name] = path.split('/');
  return { name, traits: { namespace } };
};

test.each([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  ['a', 'aa', -1],
  ['node-10', 'node-9', -1],
])('by name, %s to %s is %d', (a, b, order) => {
  expect(byName(named(a), named(b))).toBe(order);
});

test.each([
  ['a/z', 'b/a', -1],
  ['b/a', 'a/z', 1],
  ['a/b', 'a/a', 1],
  ['a/a', 'a/a', 0],
])('by namespace and name, %s to %s is %d', (a, b, order) => {
  expect(byNamespaceAndName(pod(a), pod(b))).toBe(order);
});
