import { KubernetesVersion, kubernetesVersion } from '../../src/kubernetes/kubernetes-version';

test('without a version the newest is meant', () => {
  expect(kubernetesVersion()).toMatchObject({ name: '1.36', minor: 36, approximate: false });
});

test.each([
  ['1.28', '1.28', 28],
  ['v1.30', '1.30', 30],
  ['1.31.4', '1.31', 31],
  ['v1.36.2', '1.36', 36],
])('%s is the minor %s', (written, name, minor) => {
  expect(kubernetesVersion(written)).toMatchObject({ name, minor });
});

test.each(['1.27', '1.37', '2.30', '1', '1.x', 'latest', '', '1.30-gke.1', ' 1.30'])('"%s" is not known', (name) => {
  expect(() => kubernetesVersion(name)).toThrow(`Kubernetes version "${name}" is not known: expected 1.28 to 1.36`);
});

describe('behaviours by minor', () => {
  const since: [keyof KubernetesVersion, number][] = [
    ['sidecarContainers', 29],
    ['sidecarHostPorts', 29],
    ['inPlacePodResize', 33],
    ['podLevelResources', 34],
    ['oversizedRequestIsUnresolvable', 29],
    ['genericTaintReason', 29],
  ];

  test.each(since)('%s since 1.%d', (behaviour, first) => {
    const minors = [28, 29, 30, 31, 32, 33, 34, 35, 36];
    expect(minors.filter((minor) => kubernetesVersion(`1.${minor}`)[behaviour])).toEqual(
      minors.filter((m) => m >= first),
    );
  });

  test('the minors between the two that are known exactly are approximate', () => {
    expect(['1.28', '1.29', '1.35', '1.36'].map((name) => kubernetesVersion(name).approximate)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
