import { Row, podErrors, podFixes } from './fixture';

describe.each([
  ['validateSecretVolumeSource', 'secret', 'secretName'],
  ['validateConfigMapVolumeSource', 'configMap', 'name'],
])('%s', (_function, kind, name) => {
  const path = `volumes[0].${kind}`;

  test.each<Row>([
    ['a name', { [name]: 'a' }, []],
    ['items with modes', { [name]: 'a', defaultMode: 0o777, items: [{ key: 'a', path: 'b/c', mode: 0 }] }, []],
    ['no name', {}, [`Required ${path}.${name}`]],
    ['a mode over 0777', { [name]: 'a', defaultMode: 0o1000 }, [`Invalid ${path}.defaultMode`]],
    [
      'an item without key and path',
      { [name]: 'a', items: [{}] },
      [`Required ${path}.items[0].key`, `Required ${path}.items[0].path`],
    ],
    ['a path from the root', { [name]: 'a', items: [{ key: 'a', path: '/b' }] }, [`Invalid ${path}.items[0].path`]],
    ['a way back', { [name]: 'a', items: [{ key: 'a', path: 'b/../c' }] }, [`Invalid ${path}.items[0].path`]],
    [
      'two dots at the beginning',
      { [name]: 'a', items: [{ key: 'a', path: '..b' }] },
      [`Invalid ${path}.items[0].path`],
    ],
    ['a negative mode', { [name]: 'a', items: [{ key: 'a', path: 'b', mode: -1 }] }, [`Invalid ${path}.items[0].mode`]],
  ])('%s', (_, source, errors) => {
    expect(podErrors({ volumes: [{ name: 'a', [kind]: source }] })).toEqual(errors);
  });
});

test('a mode that looks octal says what it would be', () => {
  expect(podFixes({ volumes: [{ name: 'a', secret: { secretName: 'a', defaultMode: 640 } }] })).toEqual([
    'did you mean 0640, which is 416?',
  ]);
});

describe('validateDownwardAPIVolumeFile', () => {
  const fieldRef = { fieldPath: 'metadata.labels' };
  const resourceFieldRef = { containerName: 'agent', resource: 'limits.cpu' };

  test.each<Row>([
    ['a field', { path: 'a', fieldRef }, []],
    ['a resource', { path: 'a', resourceFieldRef }, []],
    ['no path', { fieldRef }, ['Required volumes[0].downwardAPI.path']],
    ['neither', { path: 'a' }, ['Required volumes[0].downwardAPI']],
    ['both', { path: 'a', fieldRef, resourceFieldRef }, ['Invalid volumes[0].downwardAPI']],
    ['a mode over 0777', { path: 'a', fieldRef, mode: 1000 }, ['Invalid volumes[0].downwardAPI.mode']],
  ])('%s', (_, file, errors) => {
    expect(podErrors({ volumes: [{ name: 'a', downwardAPI: { items: [file] } }] })).toEqual(errors);
  });
});
