import { podErrors } from './fixture';

/** Kind of volume, its source, and the errors in it. */
type SourceRow = readonly [kind: string, source: object, errors: string[]];

const IQN = 'iqn.2001-04.com.example:storage';
const ISCSI = { targetPortal: '10.0.0.1:3260', iqn: IQN };
const SHARED = { diskName: 'a', diskURI: 'https://a.blob.core.windows.net/b/c.vhd' };

test.each<SourceRow>([
  ['gitRepo', { repository: 'https://git.example.com/a.git' }, []],
  ['gitRepo', { directory: '/a' }, ['Required repository', 'Invalid directory']],
  ['awsElasticBlockStore', { volumeID: 'a', partition: 255 }, []],
  ['awsElasticBlockStore', { partition: 256 }, ['Required volumeID', 'Invalid partition']],
  ['nfs', { server: 'a', path: '/b' }, []],
  ['nfs', { path: 'b' }, ['Required server', 'Invalid path']],
  ['nfs', { server: 'a' }, ['Required path', 'Invalid path']],
  ['iscsi', ISCSI, []],
  ['iscsi', {}, ['Required targetPortal', 'Required iqn']],
  ['iscsi', { ...ISCSI, iqn: 'iqn.bad' }, ['Invalid iqn']],
  ['iscsi', { ...ISCSI, iqn: 'other' }, ['Invalid iqn']],
  ['iscsi', { ...ISCSI, iqn: 'eui.0123456789abcdef', lun: 256 }, ['Invalid lun']],
  ['iscsi', { ...ISCSI, chapAuthSession: true }, ['Required secretRef']],
  ['iscsi', { ...ISCSI, initiatorName: 'naa.bad' }, ['Invalid initiatorname']],
  ['glusterfs', { endpoints: 'a', path: 'b' }, []],
  ['glusterfs', {}, ['Required endpoints', 'Required path']],
  ['flocker', { datasetName: 'a' }, []],
  ['flocker', {}, ['Required ']],
  ['flocker', { datasetName: 'a/b', datasetUUID: 'c' }, ['Invalid ', 'Invalid datasetName']],
  ['persistentVolumeClaim', { claimName: 'a' }, []],
  ['persistentVolumeClaim', {}, ['Required claimName']],
  ['rbd', { monitors: ['a'], image: 'b' }, []],
  ['rbd', { monitors: [] }, ['Required monitors', 'Required image']],
  ['cinder', { volumeID: 'a', secretRef: { name: 'b' } }, []],
  ['cinder', { secretRef: {} }, ['Required volumeID', 'Required secretRef.name']],
  ['cephfs', { monitors: ['a'] }, []],
  ['cephfs', {}, ['Required monitors']],
  ['quobyte', { registry: 'a:1,[::1]:2', volume: 'b' }, []],
  ['quobyte', { registry: 'a' }, ['Invalid registry', 'Required volume']],
  ['quobyte', { registry: 'a:1', volume: 'b', tenant: 'c'.repeat(65) }, ['Required tenant']],
  ['quobyte', { volume: 'b' }, ['Required registry']],
  ['fc', { targetWWNs: ['a'], lun: 0 }, []],
  ['fc', { wwids: ['a'] }, []],
  ['fc', {}, ['Required targetWWNs']],
  ['fc', { targetWWNs: ['a'] }, ['Required lun']],
  ['fc', { targetWWNs: ['a'], wwids: ['b'], lun: 256 }, ['Invalid targetWWNs', 'Invalid lun']],
  ['flexVolume', { driver: 'example.com/a', options: { 'a/b': 'c' } }, []],
  ['flexVolume', { options: { 'kubernetes.io/a': 'b' } }, ['Required driver', 'Invalid options[kubernetes.io/a]']],
  ['azureFile', { secretName: 'a', shareName: 'b' }, []],
  ['azureFile', {}, ['Required secretName', 'Required shareName']],
  ['azureDisk', SHARED, []],
  ['azureDisk', { ...SHARED, kind: 'Managed', diskURI: '/subscriptions/a' }, []],
  ['azureDisk', { ...SHARED, kind: 'Managed' }, ['NotSupported diskURI']],
  ['azureDisk', { ...SHARED, kind: 'Big', cachingMode: 'All' }, ['NotSupported cachingMode', 'NotSupported kind']],
  ['azureDisk', {}, ['Required diskName', 'Required diskURI', 'NotSupported diskURI']],
  ['vsphereVolume', {}, ['Required volumePath']],
  ['photonPersistentDisk', {}, ['Required pdID']],
  ['portworxVolume', {}, ['Required volumeID']],
  ['scaleIO', {}, ['Required gateway', 'Required system', 'Required volumeName']],
  ['storageos', { volumeName: 'a', volumeNamespace: 'b' }, []],
  [
    'storageos',
    { volumeNamespace: 'B', secretRef: {} },
    ['Required volumeName', 'Invalid volumeNamespace', 'Required secretRef.name'],
  ],
  ['storageos', { volumeName: 'A' }, ['Invalid volumeName']],
  ['csi', { driver: 'Disk.CSI.example.com' }, []],
  ['csi', {}, ['Required driver']],
  ['csi', { driver: 'a_b' }, ['Invalid driver']],
  [
    'csi',
    { driver: 'a'.repeat(64), nodePublishSecretRef: {} },
    ['TooLong driver', 'Required nodePublishSecretRef.name'],
  ],
  ['csi', { driver: 'a', nodePublishSecretRef: { name: 'A' } }, ['Invalid name']],
  ['image', { reference: 'registry.example.com/a:1' }, []],
  ['image', { pullPolicy: 'Sometimes' }, ['NotSupported pullPolicy']],
])('a volume of %s %j', (kind, source, errors) => {
  const found = podErrors({ volumes: [{ name: 'a', [kind]: source }] });
  expect(found.map((each) => each.replace(`volumes[0].${kind}`, '').replace(' .', ' '))).toEqual(errors);
});
