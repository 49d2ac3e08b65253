import { isDnsSubdomain, isLabelValue, isQualifiedName } from '../../src/kubernetes/label-syntax';

test.each<[string, boolean]>([
  ['app', true],
  ['App_1.x', true],
  ['a', true],
  ['9', true],
  ['kubernetes.io/os', true],
  ['node-role.kubernetes.io/control-plane', true],
  ['example.com/A_b.c', true],
  ['x'.repeat(63), true],
  [`${'a'.repeat(253)}/x`, true],
  ['', false],
  ['-app', false],
  ['app-', false],
  ['app.', false],
  ['a b', false],
  ['a\n', false],
  ['x'.repeat(64), false],
  ['/x', false],
  ['example.com/', false],
  ['Example.com/x', false],
  ['a..b/x', false],
  ['a/b/c', false],
  [`${'a'.repeat(254)}/x`, false],
])('IsQualifiedName: %j: %s', (text, valid) => {
  expect(isQualifiedName(text)).toBe(valid);
});

test.each<[string, boolean]>([
  ['', true],
  ['ssd', true],
  ['A_b-c.9', true],
  ['x'.repeat(63), true],
  ['x'.repeat(64), false],
  ['-5', false],
  ['a/b', false],
  ['a b', false],
  ['.', false],
  ['a\n', false],
])('IsValidLabelValue: %j: %s', (text, valid) => {
  expect(isLabelValue(text)).toBe(valid);
});

test.each<[string, boolean]>([
  ['logs', true],
  ['a.b-c.9', true],
  ['1', true],
  ['a'.repeat(253), true],
  ['a'.repeat(254), false],
  ['', false],
  ['Logs', false],
  ['a_b', false],
  ['-a', false],
  ['a.', false],
  ['a..b', false],
  ['a.-b', false],
])('IsDNS1123Subdomain: %j: %s', (text, valid) => {
  expect(isDnsSubdomain(text)).toBe(valid);
});
