import { Row, containerErrors, podErrors, podFixes, withContainer } from './fixture';

describe('validateResourceRequirements', () => {
  test.each<Row>([
    ['requests below limits', { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } }, []],
    [
      'a request of finer than a thousandth is rounded up',
      { requests: { cpu: '1.0001' }, limits: { cpu: '1001m' } },
      [],
    ],
    ['numbers', { requests: { cpu: 0.5, memory: 128 } }, []],
    ['a request over its limit', { requests: { cpu: 2 }, limits: { cpu: '1' } }, ['Invalid resources.requests']],
    ['less than nothing', { limits: { memory: '-1' } }, ['Invalid resources.limits[memory]']],
    ['devices', { limits: { 'nvidia.com/gpu': 1 }, requests: { 'nvidia.com/gpu': 1 } }, []],
    ['half a device', { limits: { 'nvidia.com/gpu': '500m' } }, ['Invalid resources.limits[nvidia.com/gpu]']],
    ['a device without a limit', { requests: { 'nvidia.com/gpu': 1 } }, ['Required resources.limits']],
    [
      'fewer devices than the limit',
      { limits: { 'nvidia.com/gpu': 2 }, requests: { 'nvidia.com/gpu': 1 } },
      ['Invalid resources.requests'],
    ],
    ['huge pages beside memory', { limits: { 'hugepages-2Mi': '4Mi', memory: '64Mi' } }, []],
    ['huge pages alone', { limits: { 'hugepages-2Mi': '4Mi' } }, ['Forbidden resources']],
    [
      'half a huge page',
      { limits: { 'hugepages-2Mi': '3Mi', memory: '64Mi' } },
      ['Invalid resources.limits[hugepages-2Mi]'],
    ],
    [
      'huge pages of no size',
      { limits: { 'hugepages-big': '4Mi', memory: '64Mi' } },
      ['Invalid resources.limits[hugepages-big]'],
    ],
  ])('%s', (_, resources, errors) => {
    expect(containerErrors({ resources })).toEqual(errors);
  });
});

describe('validateContainerResourceName', () => {
  const field = (name: string) => `Invalid resources.requests[${name}]`;

  test.each<[string, string[]]>([
    ['ephemeral-storage', []],
    ['kubernetes.io/batch-cpu', []],
    ['cores', [field('cores'), field('cores')]],
    ['pods', [field('pods')]],
    ['requests.cpu', [field('requests.cpu')]],
    ['a b', [field('a b'), field('a b')]],
    [
      'example.com/',
      [field('example.com/'), field('example.com/'), field('example.com/'), 'Required resources.limits'],
    ],
  ])('%s', (name, errors) => {
    expect(containerErrors({ resources: { requests: { [name]: 1 } } })).toEqual(errors);
  });

  test('a mistyped resource says what was meant', () => {
    expect(podFixes(withContainer({ resources: { limits: { memroy: '1Gi' } } }))).toEqual([
      'did you mean memory?',
      'did you mean memory?',
    ]);
  });
});

test('validateOverhead: a pod that costs less than nothing', () => {
  expect(podErrors({ overhead: { cpu: '10m' } })).toEqual([]);
  expect(podErrors({ overhead: { cpu: '-10m' } })).toEqual(['Invalid overhead.limits[cpu]']);
});
