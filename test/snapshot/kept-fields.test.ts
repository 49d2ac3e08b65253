import { KEPT_FIELDS, keepFields } from '../../src/snapshot/kept-fields';
import { planOfRecording, recordings } from '../conformance/recordings';

test('fields that are kept come with all below them, of every item of a list', () => {
  const object = { a: { b: [{ c: 1, d: 2 }], e: { f: 3 } }, g: 4 };

  expect(keepFields(object, { a: { b: { c: true }, e: true } })).toEqual({ a: { b: [{ c: 1 }], e: { f: 3 } } });
});

test('a field named like one of every object is one that is there, or none', () => {
  expect(keepFields({}, JSON.parse('{"constructor": true}'))).toEqual({});
});

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
    spec: { containers: [{ name: 'c' }], volumes: [{ name: 'v' }] },
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
  return { apiVersion, kind, ...(keepFields(object, KEPT_FIELDS[kind]) as object) };
}
