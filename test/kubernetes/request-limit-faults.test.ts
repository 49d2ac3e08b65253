import { container, podSpec } from './fixture';
import { requestLimitFaults } from '../../src/kubernetes/request-limit-faults';

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
    expect(requestLimitFaults(podSpec({ containers: [container('a', requests, limits)] }))).toEqual(faults);
  });

  test('init containers count as well', () => {
    const spec = podSpec({ initContainers: [container('setup', { cpu: '2' }, { cpu: '1' })] });
    expect(requestLimitFaults(spec)).toEqual([
      'the request of cpu of container setup must be less than or equal to its limit',
    ]);
  });
});
