import { container, podSpec } from './fixture';
import { kubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { podDefaults } from '../../src/kubernetes/pod-defaults';
import { requestLimitFaults } from '../../src/kubernetes/request-limit-faults';

const NEWEST = kubernetesVersion();

describe('ValidateContainerResourceRequirements', () => {
  test.each<[string, object, object, string[]]>([
    ['below the limit', { cpu: '100m' }, { cpu: '200m' }, []],
    ['at the limit, written differently', { cpu: '0.1' }, { cpu: '100m' }, []],
    ['without a limit', { cpu: '100' }, {}, []],
    ['a limit of another resource', { cpu: '100' }, { memory: '1' }, []],
    [
      'above the limit',
      { cpu: '201m' },
      { cpu: '200m' },
      ['the request of cpu of container a must be less than or equal to its limit'],
    ],
    [
      'above two limits',
      { cpu: '2', memory: '2Gi' },
      { cpu: '1', memory: '2G' },
      [
        'the request of cpu of container a must be less than or equal to its limit',
        'the request of memory of container a must be less than or equal to its limit',
      ],
    ],
    [
      'a limit of 0',
      { cpu: '1m' },
      { cpu: '0' },
      ['the request of cpu of container a must be less than or equal to its limit'],
    ],
  ])('a request %s', (_, requests, limits, faults) => {
    expect(requestLimitFaults(podSpec({ containers: [container('a', requests, limits)] }), NEWEST)).toEqual(faults);
  });

  test('init containers count as well', () => {
    const spec = podSpec({ initContainers: [container('setup', { cpu: '2' }, { cpu: '1' })] });
    expect(requestLimitFaults(spec, NEWEST)).toEqual([
      'the request of cpu of container setup must be less than or equal to its limit',
    ]);
  });
});

describe('validatePodResourceConsistency: what a pod asks as a whole', () => {
  const faultsOf = (resources: object, requests: object, limits: object, version = NEWEST) =>
    requestLimitFaults(
      podDefaults(podSpec({ containers: [container('a', requests, limits)], resources }), version),
      version,
    );

  test.each<[string, object, object, object, string[]]>([
    ['holds its containers', { requests: { cpu: '1' } }, { cpu: '1' }, {}, []],
    ['says nothing of a resource', { requests: { cpu: '1' } }, { cpu: '1', memory: '1Gi' }, {}, []],
    [
      'has less than a limit that became a request',
      { requests: { cpu: '1' } },
      {},
      { cpu: '2' },
      ['the request of cpu of the pod must be greater than or equal to aggregate container requests'],
    ],
    [
      'limits less than its containers ask',
      { limits: { cpu: '1' } },
      { cpu: '2' },
      {},
      ['the request of cpu of the pod must be less than or equal to its limit'],
    ],
    [
      'limits less than a container',
      { limits: { memory: '1Gi' } },
      { memory: '1Gi' },
      { memory: '2Gi' },
      ['the limit of memory of container a must be less than or equal to pod limits'],
    ],
  ])('a pod that %s', (_, resources, requests, limits, faults) => {
    expect(faultsOf(resources, requests, limits)).toEqual(faults);
  });

  test('before 1.34 a pod asks nothing as a whole', () => {
    expect(faultsOf({ requests: { cpu: '1' } }, { cpu: '2' }, {}, kubernetesVersion('1.33'))).toEqual([]);
  });
});
