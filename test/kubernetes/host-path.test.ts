import { isSocket, isWithin, normalHostPath } from '../../src/kubernetes/host-path';

test.each([
  ['/var/run', '/run'],
  ['/var/run/docker.sock', '/run/docker.sock'],
  ['/var/running', '/var/running'],
  ['/var/log/', '/var/log'],
  ['/var//log/../lib', '/var/lib'],
  ['/', '/'],
  ['', '/'],
])('%j is %s', (path, normal) => {
  expect(normalHostPath(path)).toBe(normal);
});

test.each([
  ['/var/log', '/var/log', true],
  ['/var/log/pods', '/var/log', true],
  ['/var/logs', '/var/log', false],
  ['/etc', '/', true],
])('%s is within %s: %s', (path, directory, expected) => {
  expect(isWithin(path, directory)).toBe(expected);
});

test('a socket is known by its name', () => {
  expect(['/run/docker.sock', '/run/x.socket', '/run/sock'].map(isSocket)).toEqual([true, true, false]);
});
