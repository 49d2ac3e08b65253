import { keptOf } from '../../src/snapshot/kept-fields';
import { planOfRecording, recordings } from '../conformance/recordings';

test('nothing that tells of secrets is kept of a pod', () => {
  const pod = {
    metadata: { name: 'a', annotations: { secret: 'x' } },
    spec: {
      containers: [
        { name: 'c', image: 'i', env: [{ name: 'PASSWORD', value: 'x' }], args: ['--token=x'], command: ['x'] },
      ],
      volumes: [{ name: 'v', secret: { secretName: 's' } }],
    },
  };

  expect(keptOf('Pod', pod)).toEqual({
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c' }] },
  });
});

test('capacity is left out: the API server says of every node what is allocatable', () => {
  const status = { capacity: { cpu: '4' }, allocatable: { cpu: '3' } };
  expect(keptOf('Node', { status })).toEqual({ status: { allocatable: { cpu: '3' } } });
});

describe('of the containers of a pod', () => {
  const keptOfContainer = (container: object) =>
    keptOf('Pod', { spec: { containers: [container], initContainers: [container] } });
  const holding = (container: object) => ({ spec: { containers: [container], initContainers: [container] } });

  test('limits are left out: the API server has written what is requested', () => {
    const [requests, limits] = [{ cpu: '1' }, { cpu: '1', memory: '1Gi' }];
    expect(keptOfContainer({ name: 'c', resources: { requests, limits } })).toEqual(
      holding({ name: 'c', resources: { requests } }),
    );
  });

  test('ports are kept that are ports of the node, which the API server has written on the host network as well', () => {
    const ports = [
      { name: 'http', containerPort: 80, protocol: 'TCP' },
      { containerPort: 9100, hostPort: 9100, protocol: 'TCP' },
    ];
    expect(keptOfContainer({ name: 'c', ports })).toEqual(
      holding({ name: 'c', ports: [{ hostPort: 9100, protocol: 'TCP' }] }),
    );
    expect(keptOfContainer({ name: 'c', ports: [ports[0]] })).toEqual(holding({ name: 'c' }));
  });

  test.each([
    ['no list', 'x'],
    ['an item that is no object', ['x']],
  ])('ports that are %s are kept for a fault', (_, ports) => {
    expect(keptOfContainer({ name: 'c', ports })).toEqual(holding({ name: 'c', ports }));
  });
});

test('of conditions those are kept that are read, or have a fault', () => {
  const conditions = (...types: unknown[]) => types.map((type) => ({ type, status: 'True' }));
  const status = { conditions: conditions('Initialized', 'Ready', 5, 'PodResizePending') };
  expect(keptOf('Pod', { status })).toEqual({ status: { conditions: conditions('Ready', 5, 'PodResizePending') } });
});

describe('what the kubelet reports of a pod’s resources', () => {
  const reported = (cpu: string) => ({
    spec: { containers: [{ name: 'web', resources: { requests: { cpu: '1' } } }] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'web', allocatedResources: { cpu }, resources: { requests: { cpu } } }],
    },
  });

  test('is left out where it is what the pod requests', () => {
    const { spec } = reported('1');
    expect(keptOf('Pod', reported('1'))).toEqual({ spec, status: { phase: 'Running' } });
  });

  test('is kept where it is not', () => {
    expect(keptOf('Pod', reported('2'))).toEqual(reported('2'));
  });
});

test.each(['scenarios.jsonl.gz', 'contexts.jsonl.gz'])('a plan of what is kept is the plan of all, in %s', (file) => {
  for (const recording of recordings(file)) {
    const of = (list: any[] = []) => list.map((object) => keepAll(object));
    const { nodes, pods, limitRanges, runtimeClasses, podDisruptionBudgets } = recording;
    const kept = {
      ...recording,
      nodes: of(nodes),
      pods: of(pods),
      limitRanges: of(limitRanges),
      runtimeClasses: of(runtimeClasses),
      podDisruptionBudgets: of(podDisruptionBudgets),
    };

    expect(planOfRecording(kept).toJson()).toEqual(planOfRecording(recording).toJson());
  }
});

function keepAll(object: any): any {
  const { apiVersion, kind } = object;
  return { apiVersion, kind, ...keptOf(kind, object) };
}
