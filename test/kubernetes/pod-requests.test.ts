import fc from 'fast-check';
import { container, mapOf, podSpec, quantities, sidecar } from './fixture';
import { kubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import {
  aggregateContainerRequests,
  isPodLevelResource,
  podRequests,
  resourceAmounts,
} from '../../src/kubernetes/pod-requests';
import { PodResize, ReportedRequests } from '../../src/kubernetes/pod-spec';

const NEWEST = kubernetesVersion('1.36');
const OLDEST = kubernetesVersion('1.28');

const cpu = (amount: string) => ({ cpu: amount });

function requestsOf(spec: object, version = NEWEST): Record<string, number> {
  return Object.fromEntries(resourceAmounts(podRequests(podSpec(spec), version)));
}

describe('PodRequests: containers and init containers', () => {
  test.each<[string, object, number]>([
    ['a container', { containers: [container('a', cpu('100m'))] }, 100],
    ['two containers run together', { containers: [container('a', cpu('100m')), container('b', cpu('200m'))] }, 300],
    [
      'an init container is over before they run',
      {
        containers: [container('a', cpu('100m')), container('b', cpu('200m'))],
        initContainers: [container('i', cpu('500m'))],
      },
      500,
    ],
    [
      'init containers run one after the other',
      {
        containers: [container('a', cpu('100m'))],
        initContainers: [container('i', cpu('300m')), container('j', cpu('200m'))],
      },
      300,
    ],
    [
      'a sidecar runs with the containers',
      { containers: [container('a', cpu('100m'))], initContainers: [sidecar('s', cpu('50m'))] },
      150,
    ],
    [
      'a sidecar runs with the init containers after it',
      {
        containers: [container('a', cpu('100m'))],
        initContainers: [sidecar('s', cpu('50m')), container('i', cpu('300m'))],
      },
      350,
    ],
    [
      'a sidecar does not run with the init containers before it',
      {
        containers: [container('a', cpu('100m'))],
        initContainers: [container('i', cpu('300m')), sidecar('s', cpu('50m'))],
      },
      300,
    ],
    [
      'sidecars add up',
      {
        containers: [container('a', cpu('10m'))],
        initContainers: [sidecar('s', cpu('50m')), sidecar('t', cpu('60m'))],
      },
      120,
    ],
    [
      'sidecars and a peak between them',
      {
        containers: [container('a', cpu('10m'))],
        initContainers: [sidecar('s', cpu('50m')), container('i', cpu('90m')), sidecar('t', cpu('60m'))],
      },
      140,
    ],
    [
      'SetDefaults_ResourceList rounds each part up to thousandths: 0.5m twice is 2m',
      { containers: [container('a', cpu('0.5m')), container('b', cpu('0.5m'))] },
      2,
    ],
  ])('%s', (_, spec, milli) => {
    expect(requestsOf(spec)).toEqual({ cpu: milli });
  });

  test('each resource has its own peak', () => {
    const spec = {
      containers: [container('a', { cpu: '1', memory: '1Gi' })],
      initContainers: [container('i', { cpu: '2', memory: '1Mi', 'example.com/fpga': '1' })],
    };
    expect(requestsOf(spec)).toEqual({ cpu: 2000, memory: 2 ** 30, 'example.com/fpga': 1 });
  });

  test('a pod without requests requests nothing', () => {
    expect(requestsOf({})).toEqual({});
  });

  test('KEP-753: 1.28 knows no sidecars, they are init containers like others', () => {
    const spec = {
      containers: [container('a', cpu('100m'))],
      initContainers: [sidecar('s', cpu('50m')), container('i', cpu('120m'))],
    };
    expect(requestsOf(spec, kubernetesVersion('1.29'))).toEqual({ cpu: 170 });
    expect(requestsOf(spec, OLDEST)).toEqual({ cpu: 120 });
  });

  test('restartPolicy Always of a regular container changes nothing', () => {
    expect(requestsOf({ containers: [sidecar('a', cpu('100m'))] })).toEqual({ cpu: 100 });
  });
});

describe('PodRequests: pod-level resources and overhead', () => {
  const two = [container('a', cpu('800m')), container('b', cpu('800m'))];

  test.each<[string, object, Record<string, number>]>([
    ['pod-level requests replace the sum', { containers: two, resources: { requests: cpu('1') } }, { cpu: 1000 }],
    ['upwards as well', { containers: two, resources: { requests: cpu('4') } }, { cpu: 4000 }],
    [
      'only of cpu, memory and hugepages',
      {
        containers: [container('a', { cpu: '1', 'hugepages-2Mi': '2Mi', 'ephemeral-storage': '5' })],
        resources: {
          requests: { memory: '7', 'hugepages-2Mi': '4Mi', 'ephemeral-storage': '9', 'example.com/fpga': '3' },
        },
      },
      { cpu: 1000, memory: 7, 'hugepages-2Mi': 4 * 2 ** 20, 'ephemeral-storage': 5 },
    ],
    ['overhead comes on top', { containers: two, overhead: { cpu: '10m', memory: '1' } }, { cpu: 1610, memory: 1 }],
    [
      'and on top of pod-level requests',
      { containers: two, resources: { requests: cpu('1') }, overhead: cpu('10m') },
      { cpu: 1010 },
    ],
  ])('%s', (_, spec, amounts) => {
    expect(requestsOf(spec)).toEqual(amounts);
  });

  test('KEP-2837: on by default since 1.34', () => {
    const spec = { containers: two, resources: { requests: cpu('1') } };
    expect(requestsOf(spec, kubernetesVersion('1.34'))).toEqual({ cpu: 1000 });
    expect(requestsOf(spec, kubernetesVersion('1.33'))).toEqual({ cpu: 1600 });
  });

  test.each([
    ['cpu', true],
    ['memory', true],
    ['hugepages-1Gi', true],
    ['ephemeral-storage', false],
    ['nvidia.com/gpu', false],
  ])('IsSupportedPodLevelResource: %s: %s', (name, supported) => {
    expect(isPodLevelResource(name)).toBe(supported);
  });
});

describe('PodRequests with UseStatusResources: pods resized in place (KEP-1287)', () => {
  const q = (amount: string) => quantities(cpu(amount));
  const reports = (actual: string, allocated?: string): ReportedRequests => ({
    actual: q(actual),
    allocated: allocated ? q(allocated) : new Map(),
  });
  const resize = (containers: Record<string, ReportedRequests>, infeasible = false): PodResize => ({
    containers: mapOf(containers),
    infeasible,
  });
  const asks = (amount: string) => ({ containers: [container('a', cpu(amount))] });
  const amountsOf = (spec: object, reported: PodResize, version = NEWEST) =>
    resourceAmounts(podRequests({ ...podSpec(spec), resize: reported }, version));

  test.each<[string, object, PodResize, number]>([
    ['not resized', asks('200m'), resize({ a: reports('200m', '200m') }), 200],
    ['asked for more, not granted yet', asks('400m'), resize({ a: reports('200m', '200m') }), 400],
    ['asked for less, granted, not in force yet', asks('100m'), resize({ a: reports('200m', '100m') }), 200],
    ['asked for less, not granted yet', asks('100m'), resize({ a: reports('100m', '200m') }), 200],
    ['asked for more than can ever be', asks('900'), resize({ a: reports('150m', '200m') }, true), 200],
    ['infeasible, and nothing reported of the container', asks('900m'), resize({}, true), 900],
    ['only what is in force is reported', asks('100m'), resize({ a: reports('300m') }), 300],
    ['another container is reported', asks('100m'), resize({ b: reports('300m', '300m') }), 100],
  ])('%s', (_, spec, reported, milli) => {
    expect(amountsOf(spec, reported).get('cpu') ?? 0).toBe(milli);
  });

  test('the most is taken of each container, before they are added up', () => {
    const spec = { containers: [container('a', cpu('100m')), container('b', cpu('300m'))] };
    const reported = resize({ a: reports('300m', '300m'), b: reports('100m', '100m') });
    expect(amountsOf(spec, reported)).toEqual(mapOf({ cpu: 600 }));
  });

  test('sidecars are resized too, and init containers that end are not', () => {
    const spec = {
      containers: [container('a', cpu('100m'))],
      initContainers: [sidecar('s', cpu('50m')), container('i', cpu('60m'))],
    };
    const reported = resize({ s: reports('80m'), i: reports('900m') });
    expect(amountsOf(spec, reported)).toEqual(mapOf({ cpu: 180 }));
  });

  test('resources that only the status names count, and overhead comes on top', () => {
    const spec = { containers: [container('a', cpu('100m'))], overhead: cpu('5m') };
    const reported = resize({ a: { actual: quantities({ cpu: '100m', memory: '64Mi' }), allocated: new Map() } });
    expect(amountsOf(spec, reported)).toEqual(mapOf({ cpu: 105, memory: 64 * 2 ** 20 }));
  });

  test('before 1.33 only the spec counts', () => {
    const reported = resize({ a: reports('300m') });
    expect(amountsOf(asks('100m'), reported, kubernetesVersion('1.33'))).toEqual(mapOf({ cpu: 300 }));
    expect(amountsOf(asks('100m'), reported, kubernetesVersion('1.32'))).toEqual(mapOf({ cpu: 100 }));
  });

  test('pod-level requests are resized since 1.36, of the resources that the pod itself requests', () => {
    const spec = { ...asks('100m'), resources: { requests: cpu('200m') } };
    const pod = { actual: quantities({ cpu: '300m', memory: '1Gi' }), allocated: q('250m') };
    const reported = { ...resize({}), pod };
    expect(amountsOf(spec, reported)).toEqual(mapOf({ cpu: 300 }));
    expect(amountsOf(spec, { ...reported, infeasible: true })).toEqual(mapOf({ cpu: 300 }));
    expect(amountsOf(spec, reported, kubernetesVersion('1.35'))).toEqual(mapOf({ cpu: 200 }));
  });
});

test('a pod requests at least as much as each of its containers, and no more than all of them', () => {
  const milli = fc.integer({ min: 0, max: 1000 });
  const init = fc.record({ milli, sidecar: fc.boolean() });
  fc.assert(
    fc.property(fc.array(milli, { minLength: 1, maxLength: 4 }), fc.array(init, { maxLength: 4 }), (main, inits) => {
      const pod = podSpec({
        containers: main.map((amount, i) => container(`c${i}`, cpu(`${amount}m`))),
        initContainers: inits.map((each, i) => (each.sidecar ? sidecar : container)(`i${i}`, cpu(`${each.milli}m`))),
      });
      const total = resourceAmounts(aggregateContainerRequests(pod, NEWEST)).get('cpu')!;
      const all = [...main, ...inits.map((each) => each.milli)];
      expect(total).toBeGreaterThanOrEqual(Math.max(...all));
      expect(total).toBeLessThanOrEqual(all.reduce((sum, each) => sum + each, 0));
    }),
  );
});
