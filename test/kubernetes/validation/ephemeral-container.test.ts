import { Row, podErrors } from './fixture';

const NOT_IN_TEMPLATES = 'Forbidden ephemeralContainers';

describe('validateEphemeralContainers', () => {
  test.each<Row>([
    ['one without a fault of its own', {}, []],
    ['padding around the image', { image: ' debug' }, ['Invalid ephemeralContainers[0].image']],
    ['the name of a container', { name: 'agent' }, ['Duplicate ephemeralContainers[0].name']],
    ['no such target', { targetContainerName: 'x' }, ['NotFound ephemeralContainers[0].targetContainerName']],
    ['only a signal, which dropContainerStopSignals takes away', { lifecycle: { stopSignal: 'SIGTERM' } }, []],
    ['a lifecycle that says nothing', { lifecycle: {} }, ['Forbidden ephemeralContainers[0].lifecycle']],
    [
      'what only real containers have',
      { resources: { limits: { cpu: 1 } }, ports: [{ containerPort: 1 }], livenessProbe: {} },
      [
        'Forbidden ephemeralContainers[0].ports',
        'Forbidden ephemeralContainers[0].resources',
        'Forbidden ephemeralContainers[0].livenessProbe',
      ],
    ],
  ])('%s', (_, container, errors) => {
    const ephemeralContainers = [{ name: 'debug', image: 'debug', resources: {}, ...container }];
    expect(podErrors({ ephemeralContainers })).toEqual([...errors, NOT_IN_TEMPLATES]);
  });

  test('a part of a volume', () => {
    const volumes = [{ name: 'logs', hostPath: { path: '/var/log' } }];
    const volumeMounts = [{ name: 'logs', mountPath: '/a', subPath: 'b' }];
    expect(podErrors({ volumes, ephemeralContainers: [{ name: 'debug', image: 'debug', volumeMounts }] })).toEqual([
      'Forbidden ephemeralContainers[0].volumeMounts[0].subPath',
      NOT_IN_TEMPLATES,
    ]);
  });
});
