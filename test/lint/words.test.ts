import { count, firstOf, imageRepository, listed } from '../../src/lint/words';

test('of many values the first five are told', () => {
  expect(firstOf(['a', 'b'])).toBe('a, b');
  expect(firstOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
});

test('values are listed once each, in order', () => {
  expect(listed(['b', 'a', 'b'])).toBe('a, b');
});

test('one is no plural', () => {
  expect([count(1, 'node'), count(2, 'node')]).toEqual(['1 node', '2 nodes']);
});

test.each([
  ['fluent-bit', 'fluent-bit'],
  ['registry.example:5000/fluent-bit', 'registry.example:5000/fluent-bit'],
  ['registry.example:5000/fluent-bit:5.1.1', 'registry.example:5000/fluent-bit'],
  ['quay.io/calico/node@sha256:0123', 'quay.io/calico/node'],
  ['quay.io/calico/node:v3@sha256:0123', 'quay.io/calico/node'],
])('the repository of %s is %s', (image, repository) => {
  expect(imageRepository(image)).toBe(repository);
});
