import { Row, podErrors, withContainer } from './fixture';

const CONTAINER = { resources: { requests: { cpu: '100m' }, limits: { memory: '64Mi', 'hugepages-2Mi': '4Mi' } } };

describe('validatePodResources', () => {
  test.each<Row>([
    ['as much as the containers ask for', { requests: { cpu: '100m' }, limits: { memory: '64Mi' } }, []],
    ['less than they ask for', { requests: { cpu: '99m' } }, ['Invalid resources.requests[cpu]']],
    ['less than a limit of theirs', { limits: { memory: '32Mi' } }, ['Invalid resources.containers[0][memory].limits']],
    [
      'fewer huge pages than theirs',
      { limits: { memory: '64Mi', 'hugepages-2Mi': '2Mi' } },
      ['Invalid resources.limits[hugepages-2Mi]', 'Invalid resources.containers[0][hugepages-2Mi].limits'],
    ],
    [
      'a resource that pods cannot set',
      { limits: { 'ephemeral-storage': 1 } },
      ['NotSupported resources.limits[ephemeral-storage]'],
    ],
    ['an unknown resource', { limits: { cores: 1 } }, ['Invalid resources.limits[cores]']],
    ['claims', { claims: [] }, ['Forbidden resources.claims']],
    ['a request over its limit', { requests: { cpu: 2 }, limits: { cpu: 1 } }, ['Invalid resources.requests']],
  ])('%s', (_, resources, errors) => {
    expect(podErrors(withContainer(CONTAINER, { resources }))).toEqual(errors);
  });

  test('sidecars count, and so does the largest init container', () => {
    const asks = (cpu: string) => ({ image: 'init', resources: { requests: { cpu } } });
    const initContainers = [
      { name: 'sidecar', restartPolicy: 'Always', ...asks('50m') },
      { name: 'init', ...asks('200m') },
    ];
    const pod = (cpu: string) => withContainer(CONTAINER, { initContainers, resources: { requests: { cpu } } });
    expect(podErrors(pod('250m'))).toEqual([]);
    expect(podErrors(pod('249m'))).toEqual(['Invalid resources.requests[cpu]']);
  });

  test('a Windows pod has none', () => {
    const resources = { requests: { cores: 1 } };
    expect(podErrors({ os: { name: 'windows' }, resources })).toEqual(['Forbidden resources']);
  });
});
