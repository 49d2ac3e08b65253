import { podFootprint } from '../../src/inventory/running-pod';
import { readRunningPod } from '../../src/inventory/running-pod-reader';
import { hostPortToString } from '../../src/kubernetes/host-port';
import { kubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { readFlawless } from '../kubernetes/fixture';

const NEWEST = kubernetesVersion('1.36');
const metadata = { namespace: 'apps', name: 'web-1' };
const spec = { nodeName: 'a', containers: [{ name: 'web', resources: { requests: { cpu: '100m' } } }] };

function read(more: object) {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: { phase: 'Running' }, ...more };
  return readFlawless(readRunningPod, pod);
}

describe('podFootprint', () => {
  function footprint(more: object, version = NEWEST): [Record<string, number>, string[]] {
    const { requests, hostPorts } = podFootprint(read(more)!.traits.spec, version);
    return [Object.fromEntries(requests), hostPorts.map(hostPortToString)];
  }

  test('requests are in the units of the scheduler, with overhead', () => {
    expect(footprint({ spec: { ...spec, overhead: { cpu: '10m', memory: '1Mi' } } })).toEqual([
      { cpu: 110, memory: 2 ** 20 },
      [],
    ]);
  });

  test('the API’s defaults apply: limits are requests, and host network makes ports host ports', () => {
    const container = { name: 'x', resources: { limits: { memory: '1Ki' } }, ports: [{ containerPort: 9100 }] };
    expect(footprint({ spec: { nodeName: 'a', hostNetwork: true, containers: [container] } })).toEqual([
      { memory: 1024 },
      ['9100/TCP'],
    ]);
  });

  describe('PodRequests with UseStatusResources: a pod that is resized in place counts the most', () => {
    const status = (asked: string, allocated?: string | null, actual?: string, more: object = {}) => ({
      spec: { nodeName: 'a', containers: [{ name: 'web', resources: { requests: { cpu: asked } } }] },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'web',
            allocatedResources: allocated && { cpu: allocated },
            resources: actual && { requests: { cpu: actual } },
          },
        ],
        ...more,
      },
    });
    const pending = (reason: string) => ({
      conditions: [
        { type: 'Ready', reason: 'Infeasible' },
        { type: 'PodResizePending', status: 'True', reason },
      ],
    });

    test.each<[string, object, number]>([
      ['nothing reported', status('100m'), 100],
      ['as asked', status('100m', '100m', '100m'), 100],
      ['asked for more', status('300m', '100m', '100m'), 300],
      ['shrinking', status('100m', '100m', '200m'), 200],
      ['asked to shrink', status('100m', '250m', '200m'), 250],
      ['only in force is reported', status('100m', undefined, '200m'), 200],
      ['PodResizePending, Deferred: what is asked counts', status('900m', '100m', '100m', pending('Deferred')), 900],
      [
        'PodResizePending, Infeasible: what is asked does not',
        status('900m', '100m', '120m', pending('Infeasible')),
        120,
      ],
      ['allocated null', status('100m', null, '50m'), 100],
      ['allocated without what is in force: UseStatusResources looks at neither', status('100m', '250m'), 100],
    ])('%s', (_, more, cpu) => {
      expect(footprint(more)).toEqual([{ cpu }, []]);
    });

    test('sidecars are found among the init container statuses', () => {
      const initContainers = [{ name: 's', restartPolicy: 'Always', resources: { requests: { cpu: '10m' } } }];
      const initContainerStatuses = [{ name: 's', resources: { requests: { cpu: '40m' } } }];
      expect(
        footprint({ spec: { ...spec, initContainers }, status: { phase: 'Running', initContainerStatuses } }),
      ).toEqual([{ cpu: 140 }, []]);
    });

    test('before 1.33 only the spec counts', () => {
      expect(footprint(status('100m', '250m', '200m'), kubernetesVersion('1.32'))).toEqual([{ cpu: 100 }, []]);
    });
  });
});
