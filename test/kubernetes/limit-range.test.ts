import { container, podSpec, quantities, readFlawless, readWith } from './fixture';
import { kubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { LimitRange, applyLimitRanges, limitRangeFaults, readLimitRange } from '../../src/kubernetes/limit-range';

const NEWEST = kubernetesVersion('1.36');
const manifest = { apiVersion: 'v1', kind: 'LimitRange', metadata: { namespace: 'agents', name: 'bounds' } };

function limitRange(...limits: object[]): LimitRange {
  return readFlawless(readLimitRange, { ...manifest, spec: { limits } });
}

describe('SetDefaults_LimitRangeItem', () => {
  test.each<[string, object, Record<string, string>, Record<string, string>]>([
    ['nothing', {}, {}, {}],
    ['default: its request too', { default: { cpu: '2' } }, { cpu: '2' }, { cpu: '2' }],
    ['defaultRequest: no limit', { defaultRequest: { cpu: '1' } }, {}, { cpu: '1' }],
    ['default and defaultRequest', { default: { cpu: '2' }, defaultRequest: { cpu: '1' } }, { cpu: '2' }, { cpu: '1' }],
    ['max: the limit, and so the request', { max: { cpu: '4' } }, { cpu: '4' }, { cpu: '4' }],
    ['max and default', { max: { cpu: '4' }, default: { cpu: '2' } }, { cpu: '2' }, { cpu: '2' }],
    ['min: the request only', { min: { cpu: '100m' } }, {}, { cpu: '100m' }],
    ['min and max: the request is the max', { min: { cpu: '100m' }, max: { cpu: '4' } }, { cpu: '4' }, { cpu: '4' }],
    [
      'each resource for itself',
      {
        max: { cpu: '4', memory: '8Gi' },
        default: { memory: '1Gi' },
        min: { memory: '1Mi', 'ephemeral-storage': '5' },
      },
      { cpu: '4', memory: '1Gi' },
      { cpu: '4', memory: '1Gi', 'ephemeral-storage': '5' },
    ],
  ])('%s', (_, item, limits, requests) => {
    expect(limitRange({ type: 'Container', ...item }).items[0]).toMatchObject({
      default: quantities(limits),
      defaultRequest: quantities(requests),
    });
  });

  test('only items of type Container fill in anything', () => {
    const [item] = limitRange({ type: 'Pod', max: { cpu: '4' }, min: { cpu: '1' } }).items;
    expect(item).toEqual({
      type: 'Pod',
      min: quantities({ cpu: '1' }),
      max: quantities({ cpu: '4' }),
      default: new Map(),
      defaultRequest: new Map(),
      maxLimitRequestRatio: new Map(),
    });
  });
});

describe('readLimitRange', () => {
  test('one without limits has no items', () => {
    expect(readFlawless(readLimitRange, { ...manifest, spec: {} })).toEqual({
      namespace: 'agents',
      name: 'bounds',
      items: [],
    });
  });

  test('without a namespace it is of default', () => {
    expect(readFlawless(readLimitRange, { ...manifest, metadata: { name: 'x' }, spec: {} }).namespace).toBe('default');
  });

  test('faults name their fields', () => {
    const spec = { limits: [{ type: 'Container', max: { memory: '1GB' }, min: 'none' }] };
    expect(readWith(readLimitRange, { ...manifest, spec })[1]).toEqual([
      'LimitRange agents/bounds: spec.limits[0].min is "none": must be an object',
      expect.stringMatching(/^LimitRange agents\/bounds: spec\.limits\[0\]\.max\.memory is "1GB": .*1Gi or 1G\?\)$/),
    ]);
    expect(readWith(readLimitRange, manifest)[1]).toEqual(['LimitRange agents/bounds: spec is required']);
    expect(readWith(readLimitRange, { ...manifest, metadata: undefined, spec: {} })[1]).toEqual([
      'LimitRange without a name: metadata is required',
    ]);
    expect(readWith(readLimitRange, { ...manifest, metadata: { namespace: 'a' }, spec: {} })[1]).toEqual([
      'LimitRange a: metadata.name is required',
    ]);
  });
});

describe('mergeContainerResources', () => {
  const range = limitRange({ type: 'Container', default: { cpu: '2', memory: '1Gi' }, defaultRequest: { cpu: '1' } });

  test.each<[string, object, Record<string, string>, Record<string, string>]>([
    ['a container that says nothing', container('a'), { cpu: '1', memory: '1Gi' }, { cpu: '2', memory: '1Gi' }],
    ['a request', container('a', { cpu: '100m' }), { cpu: '100m', memory: '1Gi' }, { cpu: '2', memory: '1Gi' }],
    ['a limit', container('a', {}, { cpu: '5' }), { cpu: '1', memory: '1Gi' }, { cpu: '5', memory: '1Gi' }],
    [
      'a request of 0 is a request',
      container('a', { cpu: '0' }),
      { cpu: '0', memory: '1Gi' },
      { cpu: '2', memory: '1Gi' },
    ],
  ])('%s', (_, given, requests, limits) => {
    const pod = applyLimitRanges(podSpec({ containers: [given], initContainers: [given] }), [range]);
    expect(pod.containers[0]).toMatchObject({ requests: quantities(requests), limits: quantities(limits) });
    expect(pod.initContainers[0]).toMatchObject({ requests: quantities(requests), limits: quantities(limits) });
  });

  test('the first range that names a resource decides it', () => {
    const second = limitRange({ type: 'Container', default: { cpu: '9', 'ephemeral-storage': '7' } });
    const pod = applyLimitRanges(podSpec(), [range, second]);
    expect(pod.containers[0].limits).toEqual(quantities({ cpu: '2', memory: '1Gi', 'ephemeral-storage': '7' }));
  });

  test('ranges of other types, and no ranges, change nothing', () => {
    const pod = podSpec();
    expect(applyLimitRanges(pod, [])).toBe(pod);
    expect(
      applyLimitRanges(pod, [limitRange({ type: 'Pod', max: { cpu: '1' } }, { type: 'PersistentVolumeClaim' })]),
    ).toBe(pod);
  });
});

describe('PodValidateLimitFunc: items of type Container', () => {
  const NO_REQUEST = 'minimum cpu usage per Container is set, but no request is specified';
  const LOW_REQUEST = 'the request of cpu is below the minimum usage per Container';
  const LOW_LIMIT = 'the limit of cpu is below the minimum usage per Container';
  const NO_LIMIT = 'maximum cpu usage per Container is set, but no limit is specified';
  const HIGH_LIMIT = 'the limit of cpu is above the maximum usage per Container';
  const HIGH_REQUEST = 'the request of cpu is above the maximum usage per Container';
  const RATIO_UNKNOWN = 'a limit to request ratio of cpu per Container is set, but no request or no limit is specified';
  const RATIO = 'the limit to request ratio of cpu is above the maximum per Container';
  const min = { min: { cpu: '100m' } };
  const max = { max: { cpu: '2' } };
  const ratio = { maxLimitRequestRatio: { cpu: '2' } };

  test.each<[string, object, object | undefined, object | undefined, string[]]>([
    ['min: no request', min, undefined, undefined, [NO_REQUEST]],
    ['min: below', min, { cpu: '99m' }, undefined, [LOW_REQUEST]],
    ['min: at it, written differently', min, { cpu: '0.1' }, undefined, []],
    ['min: the limit is below', min, { cpu: '100m' }, { cpu: '50m' }, [LOW_LIMIT]],
    ['min: both are below: the request is told', min, { cpu: '1m' }, { cpu: '50m' }, [LOW_REQUEST]],
    ['max: no limit', max, { cpu: '1' }, undefined, [NO_LIMIT]],
    ['max: above', max, { cpu: '1' }, { cpu: '2001m' }, [HIGH_LIMIT]],
    ['max: at it', max, { cpu: '2' }, { cpu: '2' }, []],
    ['max: the request is above', max, { cpu: '3' }, { cpu: '2' }, [HIGH_REQUEST]],
    ['max: no request', max, undefined, { cpu: '1' }, []],
    ['ratio: no request', ratio, undefined, { cpu: '1' }, [RATIO_UNKNOWN]],
    ['ratio: a request of 0', ratio, { cpu: '0' }, { cpu: '1' }, [RATIO_UNKNOWN]],
    ['ratio: no limit', ratio, { cpu: '1' }, undefined, [RATIO_UNKNOWN]],
    ['ratio: a limit of 0', ratio, { cpu: '1' }, { cpu: '0' }, [RATIO_UNKNOWN]],
    ['ratio: at it', ratio, { cpu: '500m' }, { cpu: '1' }, []],
    ['ratio: above', ratio, { cpu: '499m' }, { cpu: '1' }, [RATIO]],
    ['ratio: a fraction', { maxLimitRequestRatio: { cpu: '1.5' } }, { cpu: '2' }, { cpu: '3001m' }, [RATIO]],
    ['ratio: a fraction, at it', { maxLimitRequestRatio: { cpu: '1.5' } }, { cpu: '2' }, { cpu: '3' }, []],
    ['all of them', { ...min, ...max, ...ratio }, { cpu: '50m' }, { cpu: '4' }, [LOW_REQUEST, HIGH_LIMIT, RATIO]],
    ['other resources are not looked at', { ...min, ...max }, { cpu: '1', memory: '1' }, { cpu: '1' }, []],
  ])('%s', (_, item, requests, limits, faults) => {
    const range = limitRange({ type: 'Container', ...item });
    const given = container('a', requests, limits);
    expect(limitRangeFaults(podSpec({ containers: [given] }), [range], NEWEST)).toEqual(faults);
    expect(limitRangeFaults(podSpec({ containers: [], initContainers: [given] }), [range], NEWEST)).toEqual(faults);
  });

  test('every range is asked', () => {
    const ranges = [limitRange({ type: 'Container', ...min }), limitRange({ type: 'Container', ...max })];
    expect(limitRangeFaults(podSpec(), ranges, NEWEST)).toEqual([NO_REQUEST, NO_LIMIT]);
  });
});

describe('PodValidateLimitFunc: items of type Pod', () => {
  const ABOVE = 'the limit of cpu is above the maximum usage per Pod';
  const BELOW = 'the request of cpu is below the minimum usage per Pod';
  const max = limitRange({ type: 'Pod', max: { cpu: '1' } });
  const min = limitRange({ type: 'Pod', min: { cpu: '1' } });
  const half = (name: string) => container(name, { cpu: '500m' }, { cpu: '500m' });
  const faultsOf = (spec: object, range: LimitRange, version = NEWEST) =>
    limitRangeFaults(podSpec(spec), [range], version);

  test.each<[string, object, LimitRange, string[]]>([
    ['containers together, at the bound', { containers: [half('a'), half('b')] }, max, []],
    ['containers together, above it', { containers: [half('a'), half('b'), half('c')] }, max, [ABOVE]],
    ['one container below the minimum', { containers: [half('a')] }, min, [BELOW]],
    ['an init container is over by then', { containers: [half('a')], initContainers: [half('i')] }, max, []],
    [
      'a sidecar is not',
      { containers: [half('a')], initContainers: [{ ...half('s'), restartPolicy: 'Always' }] },
      min,
      [],
    ],
    [
      'no limit anywhere',
      { containers: [container('a', { cpu: '1' })] },
      max,
      ['maximum cpu usage per Pod is set, but no limit is specified'],
    ],
    ['overhead does not count', { containers: [half('a')], overhead: { cpu: '500m' } }, min, [BELOW]],
    [
      'pod-level resources replace the sums',
      { containers: [half('a'), half('b'), half('c')], resources: { requests: { cpu: '1' }, limits: { cpu: '1' } } },
      max,
      [],
    ],
    [
      'pod-level limits are bounded as well',
      { containers: [half('a')], resources: { requests: { cpu: '1' }, limits: { cpu: '2' } } },
      max,
      [ABOVE],
    ],
  ])('%s', (_, spec, range, faults) => {
    expect(faultsOf(spec, range)).toEqual(faults);
  });

  test('of the pod-level resources only cpu and memory replace sums', () => {
    const requests = { memory: '2Gi', 'example.com/fpga': '9' };
    const range = limitRange({ type: 'Pod', min: { memory: '1Gi', 'example.com/fpga': '2' } });
    const spec = { containers: [container('a', { memory: '1Mi', 'example.com/fpga': '1' })], resources: { requests } };
    expect(faultsOf(spec, range)).toEqual(['the request of example.com/fpga is below the minimum usage per Pod']);
  });

  test('pod-level resources are unknown before 1.34', () => {
    const spec = { containers: [half('a')], resources: { requests: { cpu: '1' }, limits: { cpu: '2' } } };
    expect(faultsOf(spec, max, kubernetesVersion('1.33'))).toEqual([]);
  });

  test('other types do not concern pods', () => {
    expect(faultsOf({}, limitRange({ type: 'PersistentVolumeClaim', min: { storage: '1Gi' } }))).toEqual([]);
  });
});
