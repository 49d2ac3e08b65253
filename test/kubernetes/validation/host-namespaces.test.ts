import { Row, containerErrors, podErrors, podFixes, withContainer } from './fixture';

describe('validatePodHostNetworkDeps', () => {
  test.each<Row>([
    ['a port that is left to be defaulted', { containerPort: 9100 }, []],
    ['the same port', { containerPort: 9100, hostPort: 9100 }, []],
    ['another port', { containerPort: 9100, hostPort: 9200 }, ['Invalid ports[0].hostPort']],
  ])('%s on the host network', (_, port, errors) => {
    expect(containerErrors({ ports: [port] }, { hostNetwork: true })).toEqual(errors);
  });

  test('another port is fine elsewhere', () => {
    expect(containerErrors({ ports: [{ containerPort: 9100, hostPort: 9200 }] })).toEqual([]);
  });

  test('the fix names the port', () => {
    const podSpec = withContainer({ ports: [{ containerPort: 9100, hostPort: 9200 }] }, { hostNetwork: true });
    expect(podFixes(podSpec)).toEqual(['write hostPort: 9100, or remove it']);
  });
});

describe('validateHostUsers', () => {
  test.each<Row>([
    ['a user namespace of its own', { hostUsers: false }, []],
    ['all namespaces of the host', { hostUsers: true, hostNetwork: true, hostPID: true, hostIPC: true }, []],
    [
      'some namespaces of the host',
      { hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true },
      ['Forbidden hostNetwork', 'Forbidden HostPID', 'Forbidden HostIPC'],
    ],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });

  test('devices of volumes cannot be mapped to other users', () => {
    const volumes = [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }];
    const volumeDevices = [{ name: 'disk', devicePath: '/dev/disk' }];
    expect(containerErrors({ volumeDevices }, { volumes, hostUsers: false })).toEqual(['Forbidden volumeDevices']);
  });
});
