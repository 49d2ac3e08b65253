import { Row, podErrors, podFixes } from './fixture';

const INIT = { name: 'init', image: 'init' };
const PROBE = { tcpSocket: { port: 1 } };

describe('validateInitContainers', () => {
  test.each<Row>([
    ['one that runs to its end', [INIT], []],
    [
      'a sidecar with probes and hooks',
      [{ ...INIT, restartPolicy: 'Always', readinessProbe: PROBE, lifecycle: {} }],
      [],
    ],
    ['the name of a container', [{ ...INIT, name: 'agent' }], ['Duplicate initContainers[0].name']],
    ['the same name twice', [INIT, INIT], ['Duplicate initContainers[1].name']],
    [
      'no name, twice',
      [{ image: 'a' }, { image: 'a' }],
      ['Required initContainers[0].name', 'Required initContainers[1].name'],
    ],
    [
      'probes and hooks of one that runs to its end',
      [{ ...INIT, livenessProbe: PROBE, readinessProbe: PROBE, startupProbe: PROBE, lifecycle: {} }],
      [
        'Forbidden initContainers[0].lifecycle',
        'Forbidden initContainers[0].livenessProbe',
        'Forbidden initContainers[0].readinessProbe',
        'Forbidden initContainers[0].startupProbe',
      ],
    ],
    [
      'only a signal, which dropContainerStopSignals takes away with its lifecycle',
      [{ ...INIT, lifecycle: { stopSignal: 'SIGTERM' } }],
      [],
    ],
    [
      'a faulty probe of a sidecar',
      [{ ...INIT, restartPolicy: 'Always', livenessProbe: {} }],
      ['Required initContainers[0].livenessProbe'],
    ],
    [
      'a restart to resize one that runs to its end',
      [{ ...INIT, resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }],
      ['Invalid initContainers[0].resizePolicy[0].restartPolicy'],
    ],
  ])('%s', (_, initContainers, errors) => {
    expect(podErrors({ initContainers })).toEqual(errors);
  });

  test('the fix for a probe is to make it a sidecar', () => {
    expect(podFixes({ initContainers: [{ ...INIT, livenessProbe: PROBE }] })).toEqual([
      'remove livenessProbe, or write restartPolicy: Always to make it a sidecar',
    ]);
  });
});
