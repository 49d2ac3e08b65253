import { daemonPodTolerations } from '../../src/kubernetes/daemon-pod';
import { Toleration, tolerationToString } from '../../src/kubernetes/toleration';

const AUTOMATIC = [
  'node.kubernetes.io/not-ready:NoExecute',
  'node.kubernetes.io/unreachable:NoExecute',
  'node.kubernetes.io/disk-pressure:NoSchedule',
  'node.kubernetes.io/memory-pressure:NoSchedule',
  'node.kubernetes.io/pid-pressure:NoSchedule',
  'node.kubernetes.io/unschedulable:NoSchedule',
];

function tolerations(template: Toleration[], hostNetwork = false): string[] {
  return daemonPodTolerations({ tolerations: template, hostNetwork }).map(tolerationToString);
}

describe('AddOrUpdateDaemonPodTolerations', () => {
  test('six are always added, in this order', () => {
    expect(tolerations([])).toEqual(AUTOMATIC);
  });

  test('with host network, network-unavailable too', () => {
    expect(tolerations([], true)).toEqual([...AUTOMATIC, 'node.kubernetes.io/network-unavailable:NoSchedule']);
  });

  test('those of the template stand before them', () => {
    expect(tolerations([{ key: 'a', operator: 'Exists' }])).toEqual(['a', ...AUTOMATIC]);
  });

  test('the template is left as it is', () => {
    const template: Toleration[] = [{ key: 'a', operator: 'Exists' }];
    daemonPodTolerations({ tolerations: template, hostNetwork: true });
    expect(template).toEqual([{ key: 'a', operator: 'Exists' }]);
  });
});

describe('AddOrUpdateTolerationInPodSpec', () => {
  const notReady: Toleration = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' };
  const rest = AUTOMATIC.slice(1);

  test('an equal one is overwritten in its place and loses its seconds', () => {
    expect(
      tolerations([
        { ...notReady, tolerationSeconds: 60 },
        { key: 'a', operator: 'Exists' },
      ]),
    ).toEqual([AUTOMATIC[0], 'a', ...rest]);
  });

  test.each<[string, Toleration, string]>([
    [
      'with its operator left out',
      { ...notReady, operator: undefined, tolerationSeconds: 60 },
      'node.kubernetes.io/not-ready=:NoExecute for 60s',
    ],
    ['for every effect', { ...notReady, effect: undefined }, 'node.kubernetes.io/not-ready'],
    ['for every key', { ...notReady, key: undefined, tolerationSeconds: 60 }, '*:NoExecute for 60s'],
    ['with another effect', { ...notReady, effect: 'NoSchedule' }, 'node.kubernetes.io/not-ready:NoSchedule'],
  ])('one %s stays, and stands first', (_, toleration, text) => {
    expect(tolerations([toleration])).toEqual([text, ...AUTOMATIC]);
  });

  test('every equal one is overwritten', () => {
    const twice = [
      { ...notReady, tolerationSeconds: 1 },
      { ...notReady, tolerationSeconds: 2 },
    ];
    expect(tolerations(twice)).toEqual([AUTOMATIC[0], AUTOMATIC[0], ...rest]);
  });
});
