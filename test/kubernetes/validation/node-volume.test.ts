import { Row, podErrors, podFixes } from './fixture';

describe('validateHostPathVolumeSource', () => {
  test.each<Row>([
    ['a folder', { path: '/var/log', type: 'Directory' }, []],
    ['a relative path, which nobody checks', { path: 'var/log' }, []],
    ['two dots within a name', { path: '/a..b/..c' }, []],
    ['an empty type', { path: '/var/log', type: '' }, []],
    ['no path', { type: 'Nothing' }, ['Required volumes[0].hostPath.path']],
    ['a way back', { path: '/var/../etc' }, ['Invalid volumes[0].hostPath.path']],
    ['an unknown type', { path: '/a', type: 'Dir' }, ['NotSupported volumes[0].hostPath.type']],
  ])('%s', (_, hostPath, errors) => {
    expect(podErrors({ volumes: [{ name: 'a', hostPath }] })).toEqual(errors);
  });

  test('a mistyped type says what was meant', () => {
    const hostPath = { path: '/a', type: 'DirectoryOrCreated' };
    expect(podFixes({ volumes: [{ name: 'a', hostPath }] })).toEqual(['did you mean DirectoryOrCreate?']);
  });
});

test.each([
  ['1Gi', []],
  ['-1Gi', ['Forbidden volumes[0].emptyDir.sizeLimit']],
])('an emptyDir of %s', (sizeLimit, errors) => {
  expect(podErrors({ volumes: [{ name: 'a', emptyDir: { sizeLimit } }] })).toEqual(errors);
});
