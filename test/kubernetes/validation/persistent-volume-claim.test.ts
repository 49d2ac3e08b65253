import { Row, podErrors } from './fixture';

const SPEC = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

describe('ValidatePersistentVolumeClaimTemplate', () => {
  test.each<Row>([
    ['a claim', { spec: SPEC }, []],
    ['labels and annotations', { metadata: { labels: { a: 'b' }, annotations: { c: 'd' } }, spec: SPEC }, []],
    ['a name', { metadata: { name: 'a' }, spec: SPEC }, ['Forbidden metadata.name']],
    ['a uid, written as Go writes it', { metadata: { uid: 'a' }, spec: SPEC }, ['Forbidden metadata.uID']],
    [
      'zeros, which are not set but for a grace period',
      { metadata: { name: '', generation: 0, deletionGracePeriodSeconds: 0 }, spec: SPEC },
      ['Forbidden metadata.deletionGracePeriodSeconds'],
    ],
    ['a bad label', { metadata: { labels: { a: '-' } }, spec: SPEC }, ['Invalid metadata.labels']],
    ['nothing at all', {}, ['Required spec.accessModes', 'Required spec.resources[storage]']],
    ['an unknown mode', { spec: { ...SPEC, accessModes: ['RWO'] } }, ['NotSupported spec.accessModes']],
    [
      'one pod only, and others',
      { spec: { ...SPEC, accessModes: ['ReadWriteOncePod', 'ReadOnlyMany'] } },
      ['Forbidden spec.accessModes'],
    ],
    ['no storage', { spec: { ...SPEC, resources: { requests: { storage: 0 } } } }, ['Invalid spec.resources[storage]']],
    ['a bad class', { spec: { ...SPEC, storageClassName: 'A' } }, ['Invalid spec.storageClassName']],
    ['an unknown volume mode', { spec: { ...SPEC, volumeMode: 'File' } }, ['NotSupported spec.volumeMode']],
    [
      'a bad selector',
      { spec: { ...SPEC, selector: { matchLabels: { 'a b': 'c' } } } },
      ['Invalid spec.selector.matchLabels'],
    ],
    [
      'a source without a group that is no claim',
      { spec: { ...SPEC, dataSource: { kind: 'Snapshot', name: 'a' } } },
      ['Invalid spec.dataSource'],
    ],
    [
      'a source with nothing but a bad group',
      { spec: { ...SPEC, dataSource: { apiGroup: 'A' } } },
      ['Required spec.dataSource.name', 'Required spec.dataSource.kind', 'Invalid spec.dataSource.apiGroup'],
    ],
    [
      'a source of another namespace beside one of this',
      {
        spec: {
          ...SPEC,
          dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
          dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a', namespace: 'Other' },
        },
      },
      ['Invalid spec.dataSourceRef.namespace', 'Invalid spec'],
    ],
    [
      'two sources that differ',
      {
        spec: {
          ...SPEC,
          dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
          dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' },
        },
      },
      ['Invalid spec'],
    ],
  ])('%s', (_, volumeClaimTemplate, errors) => {
    const found = podErrors({ volumes: [{ name: 'a', ephemeral: { volumeClaimTemplate } }] });
    expect(found.map((each) => each.replace('volumes[0].ephemeral.volumeClaimTemplate.', ''))).toEqual(errors);
  });

  test('no template', () => {
    expect(podErrors({ volumes: [{ name: 'a', ephemeral: {} }] })).toEqual([
      'Required volumes[0].ephemeral.volumeClaimTemplate',
    ]);
  });
});
