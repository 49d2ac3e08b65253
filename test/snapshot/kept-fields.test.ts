import { keepFields } from '../../src/kubernetes/manifest/kept-fields';
import { KEPT_FIELDS } from '../../src/snapshot/kept-fields';
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

  expect(keepFields(pod, KEPT_FIELDS.Pod)).toEqual({
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c' }] },
  });
});

test('capacity is left out: the API server says of every node what is allocatable', () => {
  const status = { capacity: { cpu: '4' }, allocatable: { cpu: '3' } };
  expect(keepFields({ status }, KEPT_FIELDS.Node)).toEqual({ status: { allocatable: { cpu: '3' } } });
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
  return { apiVersion, kind, ...(keepFields(object, KEPT_FIELDS[kind]) as object) };
}
