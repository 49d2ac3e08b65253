import { Row, podErrors } from './fixture';

const PATH = 'volumes[0].projected';
const ITEM = { key: 'a', path: 'a' };

describe('validateProjectionSources', () => {
  test.each<Row>([
    ['no sources', [], []],
    ['an empty source', [{}], []],
    ['a token, for an hour by default', [{ serviceAccountToken: { path: 'token' } }], []],
    ['a secret and a ConfigMap', [{ secret: { name: 'a', items: [ITEM] } }, { configMap: { name: 'a' } }], []],
    [
      'no name',
      [{ secret: {} }, { configMap: {} }],
      [`Required ${PATH}.sources[0].secret.name`, `Required ${PATH}.sources[1].configMap.name`],
    ],
    [
      'a token for less than ten minutes',
      [{ serviceAccountToken: { path: 'a', expirationSeconds: 599 } }],
      [`Invalid ${PATH}.sources[0].serviceAccountToken.expirationSeconds`],
    ],
    [
      'a token for ever',
      [{ serviceAccountToken: { path: 'a', expirationSeconds: 2 ** 33 } }],
      [`Invalid ${PATH}.sources[0].serviceAccountToken.expirationSeconds`],
    ],
    ['a token without a path, which is missed at the volume', [{ serviceAccountToken: {} }], [`Required ${PATH}.path`]],
    ['a token that leads out', [{ serviceAccountToken: { path: '../a' } }], [`Invalid ${PATH}.path`]],
    [
      'two kinds in one source',
      [{ secret: { name: 'a' }, configMap: { name: 'a' } }],
      [`Forbidden ${PATH}.sources[0]`],
    ],
    [
      'the same file from two sources',
      [{ secret: { name: 'a', items: [ITEM] } }, { configMap: { name: 'b', items: [ITEM] } }],
      [`Invalid ${PATH}`],
    ],
    [
      'a faulty item',
      [{ secret: { name: 'a', items: [{ key: 'a', path: '/a' }] } }],
      [`Invalid ${PATH}.sources[0].secret.items[0].path`],
    ],
    [
      'a file of the downward API without a field',
      [{ downwardAPI: { items: [{ path: 'a' }] } }],
      [`Required ${PATH}.sources[0].downwardAPI`],
    ],
    ['sources whose feature gates are off', [{ clusterTrustBundle: {} }, { podCertificate: {} }], []],
  ])('%s', (_, sources, errors) => {
    expect(podErrors({ volumes: [{ name: 'a', projected: { sources } }] })).toEqual(errors);
  });

  test('a mode over 0777', () => {
    expect(podErrors({ volumes: [{ name: 'a', projected: { defaultMode: 1000 } }] })).toEqual([
      `Invalid ${PATH}.defaultMode`,
    ]);
  });
});
