import { mapOf, podSpec, quantities, readFlawless, readWith } from './fixture';
import { RuntimeClass, applyRuntimeClass, readRuntimeClass } from '../../src/kubernetes/runtime-class';

const manifest = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'sandbox' },
  handler: 'runsc',
};
const toleration = { key: 'sandbox', operator: 'Exists' };

function sandbox(fields: object): RuntimeClass {
  return readFlawless(readRuntimeClass, { ...manifest, ...fields });
}

function applied(spec: object, runtimeClass: RuntimeClass) {
  return applyRuntimeClass(podSpec({ runtimeClassName: 'sandbox', ...spec }), [runtimeClass]);
}

describe('readRuntimeClass', () => {
  test('overhead and scheduling may be absent', () => {
    expect(sandbox({})).toEqual({ name: 'sandbox', overhead: new Map(), scheduling: undefined });
  });

  test('overhead and scheduling are read', () => {
    const overhead = { podFixed: { cpu: '250m', memory: '128Mi' } };
    const scheduling = { nodeSelector: { runtime: 'sandbox' }, tolerations: [toleration] };
    expect(sandbox({ overhead, scheduling })).toEqual({
      name: 'sandbox',
      overhead: quantities({ cpu: '250m', memory: '128Mi' }),
      scheduling: { nodeSelector: mapOf({ runtime: 'sandbox' }), tolerations: [toleration] },
    });
  });

  test('faults name their fields', () => {
    const faulty = { ...manifest, overhead: { podFixed: { memory: '128MB' } }, scheduling: { nodeSelector: { a: 1 } } };
    expect(readWith(readRuntimeClass, faulty)[1]).toEqual([
      expect.stringMatching(
        /^RuntimeClass sandbox: overhead\.podFixed\.memory is "128MB": .*\(did you mean 128Mi or 128M\?\)$/,
      ),
      'RuntimeClass sandbox: scheduling.nodeSelector.a is 1: must be a string',
    ]);
  });
});

test.each([
  [undefined, 'RuntimeClass without a name: metadata is required'],
  [{}, 'RuntimeClass without a name: metadata.name is required'],
])('metadata %j is a fault', (metadata, fault) => {
  expect(readWith(readRuntimeClass, { ...manifest, metadata })[1]).toEqual([fault]);
});

test('a pod without a class is left as it is', () => {
  const pod = podSpec();
  expect(applyRuntimeClass(pod, [sandbox({})])).toEqual({ pod });
});

test('a class that is declared nowhere: the pod is refused', () => {
  const pod = podSpec({ runtimeClassName: 'sandbx' });
  expect(applyRuntimeClass(pod, [sandbox({})])).toEqual({ refused: 'pod rejected: RuntimeClass "sandbx" not found' });
});

describe('setOverhead', () => {
  test('the pod gets the overhead of its class', () => {
    const result = applied({}, sandbox({ overhead: { podFixed: { cpu: '250m' } } }));
    expect(result).toMatchObject({ pod: { overhead: quantities({ cpu: '250m' }) } });
  });

  test('a class without overhead leaves the pod’s own', () => {
    expect(applied({ overhead: { cpu: '1m' } }, sandbox({}))).toMatchObject({
      pod: { overhead: quantities({ cpu: '1m' }) },
    });
  });
});

describe('setScheduling', () => {
  test.each<[string, object, Record<string, string>, Record<string, string>]>([
    ['into a pod without one', {}, { runtime: 'sandbox' }, { runtime: 'sandbox' }],
    ['beside the pod’s own', { nodeSelector: { a: 'b' } }, { runtime: 'sandbox' }, { a: 'b', runtime: 'sandbox' }],
    [
      'where the pod says the same',
      { nodeSelector: { runtime: 'sandbox' } },
      { runtime: 'sandbox' },
      { runtime: 'sandbox' },
    ],
    ['that is empty', { nodeSelector: { a: 'b' } }, {}, { a: 'b' }],
  ])('the node selector is merged %s', (_, spec, nodeSelector, merged) => {
    expect(applied(spec, sandbox({ scheduling: { nodeSelector } }))).toMatchObject({
      pod: { nodeSelector: mapOf(merged) },
    });
  });

  test('a node selector that says something else refuses the pod', () => {
    expect(
      applied({ nodeSelector: { runtime: 'runc' } }, sandbox({ scheduling: { nodeSelector: { runtime: 'sandbox' } } })),
    ).toEqual({
      refused:
        'conflict: runtimeClass.scheduling.nodeSelector[runtime] = sandbox; pod.spec.nodeSelector[runtime] = runc',
    });
  });

  test.each<[string, object[], object[], object[]]>([
    [
      'after the pod’s own',
      [{ key: 'a', operator: 'Exists' }],
      [toleration],
      [{ key: 'a', operator: 'Exists' }, toleration],
    ],
    ['into none', [], [toleration], [toleration]],
    ['once', [toleration], [toleration], [toleration]],
    ['away where a wider one covers them', [{ operator: 'Exists' }], [toleration], [{ operator: 'Exists' }]],
  ])('tolerations are merged %s', (_, own, declared, merged) => {
    const result = applied({ tolerations: own }, sandbox({ scheduling: { tolerations: declared } }));
    expect(result).toMatchObject({ pod: { tolerations: merged } });
  });

  test('without scheduling nothing but the overhead changes', () => {
    const pod = podSpec({ runtimeClassName: 'sandbox', nodeSelector: { a: 'b' }, tolerations: [toleration] });
    expect(applyRuntimeClass(pod, [sandbox({})])).toEqual({ pod });
  });
});
