import { Row, containerErrors } from './fixture';

const VOLUMES = [
  { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
  { name: 'logs', hostPath: { path: '/var/log' } },
];
const DISK = { name: 'disk', devicePath: '/dev/disk' };

describe('ValidateVolumeDevices', () => {
  test.each<Row>([
    ['a claim', { volumeDevices: [DISK] }, []],
    [
      'neither name nor path',
      { volumeDevices: [{}] },
      ['Required volumeDevices[0].name', 'NotFound volumeDevices[0].name', 'Required volumeDevices[0].devicePath'],
    ],
    ['a folder of the host', { volumeDevices: [{ ...DISK, name: 'logs' }] }, ['Invalid volumeDevices[0].name']],
    [
      'the same device twice',
      { volumeDevices: [DISK, DISK] },
      ['Invalid volumeDevices[1].name', 'Invalid volumeDevices[1].devicePath'],
    ],
    ['a way back', { volumeDevices: [{ ...DISK, devicePath: '/dev/../a' }] }, ['Invalid volumeDevices[0].devicePath']],
    [
      'a volume that is mounted too',
      { volumeDevices: [DISK], volumeMounts: [{ name: 'disk', mountPath: '/a' }] },
      ['Invalid volumeMounts[0].name', 'Invalid volumeDevices[0].name'],
    ],
    [
      'a path that is mounted too',
      { volumeDevices: [DISK], volumeMounts: [{ name: 'logs', mountPath: '/dev/disk' }] },
      ['Invalid volumeMounts[0].mountPath', 'Invalid volumeDevices[0].devicePath'],
    ],
    [
      'a path that is mounted too, of a volume that is mounted again elsewhere (GetVolumeMountMap)',
      {
        volumeDevices: [DISK],
        volumeMounts: [
          { name: 'logs', mountPath: '/dev/disk' },
          { name: 'logs', mountPath: '/logs' },
        ],
      },
      ['Invalid volumeMounts[0].mountPath'],
    ],
  ])('%s', (_, container, errors) => {
    expect(containerErrors(container, { volumes: VOLUMES })).toEqual(errors);
  });
});
