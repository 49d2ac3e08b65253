import { container, podSpec, quantities } from './fixture';
import { kubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { podDefaults } from '../../src/kubernetes/pod-defaults';

const NEWEST = kubernetesVersion('1.36');

function defaulted(spec: object, version = NEWEST) {
  return podDefaults(podSpec(spec), version);
}

describe('SetDefaults_Pod: a limit without a request is a request', () => {
  test.each<[string, object | undefined, object | undefined, Record<string, string>]>([
    ['only a limit', undefined, { cpu: '1', memory: '1Gi' }, { cpu: '1', memory: '1Gi' }],
    ['a limit and a request', { cpu: '100m' }, { cpu: '1' }, { cpu: '100m' }],
    ['a request of 0 is a request', { cpu: '0' }, { cpu: '1' }, { cpu: '0' }],
    ['a limit and a request of other resources', { cpu: '100m' }, { memory: '1Gi' }, { cpu: '100m', memory: '1Gi' }],
    ['only a request', { cpu: '100m' }, undefined, { cpu: '100m' }],
    ['nothing', undefined, undefined, {}],
  ])('%s', (_, requests, limits, expected) => {
    const pod = defaulted({
      containers: [container('a', requests, limits)],
      initContainers: [container('i', requests, limits)],
    });
    expect(pod.containers[0].requests).toEqual(quantities(expected));
    expect(pod.initContainers[0].requests).toEqual(quantities(expected));
  });

  test('the pod itself is left as it is', () => {
    const pod = podSpec({ containers: [container('a', undefined, { cpu: '1' })] });
    podDefaults(pod, NEWEST);
    expect(pod.containers[0].requests.size).toBe(0);
  });
});

describe('defaultPodRequests (KEP-2837)', () => {
  test.each<[string, object, Record<string, string>]>([
    [
      'no pod-level limits: nothing is filled in',
      { containers: [container('a', { cpu: '100m' })], resources: { requests: { memory: '1' } } },
      { memory: '1' },
    ],
    ['a pod-level limit without any request is a request', { resources: { limits: { cpu: '1' } } }, { cpu: '1' }],
    [
      'but what the containers request goes before it',
      {
        containers: [container('a', { cpu: '100m' }), container('b', { cpu: '200m' })],
        resources: { limits: { cpu: '1' } },
      },
      { cpu: '300m' },
    ],
    [
      'also for resources without a pod-level limit',
      { containers: [container('a', { memory: '64Mi' })], resources: { limits: { cpu: '1' } } },
      { memory: '64Mi', cpu: '1' },
    ],
    [
      'container limits count, being requests by then',
      { containers: [container('a', undefined, { cpu: '400m' })], resources: { limits: { cpu: '1' } } },
      { cpu: '400m' },
    ],
    [
      'a pod-level request stays',
      { containers: [container('a', { cpu: '100m' })], resources: { requests: { cpu: '2' }, limits: { cpu: '3' } } },
      { cpu: '2' },
    ],
    [
      'hugepages of containers are not taken up, those of the pod are',
      { containers: [container('a', { 'hugepages-2Mi': '2Mi' })], resources: { limits: { cpu: '1' } } },
      { cpu: '1' },
    ],
    ['hugepages', { resources: { limits: { 'hugepages-2Mi': '4Mi' } } }, { 'hugepages-2Mi': '4Mi' }],
    [
      'other resources are none of the pod',
      {
        containers: [container('a', { 'example.com/fpga': '1' })],
        resources: { limits: { 'ephemeral-storage': '1Gi' } },
      },
      {},
    ],
  ])('%s', (_, spec, expected) => {
    expect(defaulted(spec).requests).toEqual(quantities(expected));
  });

  test('before 1.34 there is no such thing', () => {
    expect(defaulted({ resources: { limits: { cpu: '1' } } }, kubernetesVersion('1.33')).requests).toEqual(new Map());
  });
});
