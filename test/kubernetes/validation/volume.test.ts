import { Row, podErrors, podFixes } from './fixture';

const LOGS = { name: 'logs', hostPath: { path: '/var/log' } };

describe('ValidateVolumes', () => {
  test.each<Row>([
    ['a volume', [LOGS], []],
    ['a volume without a source is an emptyDir', [{ name: 'scratch' }], []],
    ['a source that is null is none', [{ name: 'scratch', hostPath: null }], []],
    ['no name', [{ emptyDir: {} }], ['Required volumes[0].name']],
    ['a name in capitals', [{ ...LOGS, name: 'Logs' }], ['Invalid volumes[0].name']],
    ['the same name twice', [LOGS, LOGS], ['Duplicate volumes[1].name']],
  ])('%s', (_, volumes, errors) => {
    expect(podErrors({ volumes })).toEqual(errors);
  });
});

describe('validateVolumeSource', () => {
  test.each<Row>([
    [
      'the second source is forbidden and not looked at',
      { emptyDir: {}, hostPath: {} },
      ['Forbidden volumes[0].hostPath'],
    ],
    [
      'three sources',
      { hostPath: { path: '/a' }, secret: {}, configMap: {} },
      ['Forbidden volumes[0].secret', 'Forbidden volumes[0].configMap'],
    ],
    [
      'paths that the API server mistypes',
      { emptyDir: {}, cephfs: {}, downwardAPI: {} },
      ['Forbidden volumes[0].cephFS', 'Forbidden volumes[0].downwarAPI'],
    ],
    ['a path that it calls otherwise', { gcePersistentDisk: {} }, ['Required volumes[0].persistentDisk.pdName']],
    [
      'a long portal with an initiator',
      { iscsi: { targetPortal: 'a'.repeat(64), iqn: 'eui.0123456789abcdef', initiatorName: 'eui.0123456789abcdef' } },
      ['Invalid volumes[0].name'],
    ],
  ])('%s', (_, source, errors) => {
    expect(podErrors({ volumes: [{ name: 'a', ...source }] })).toEqual(errors);
  });

  test('the fix for two sources is two volumes', () => {
    expect(podFixes({ volumes: [{ name: 'a', hostPath: { path: '/a' }, emptyDir: {} }] })).toEqual([
      'make emptyDir and hostPath two volumes',
    ]);
  });
});
