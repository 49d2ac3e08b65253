import { fieldOf, mapOf, podSpec, quantities } from './fixture';
import { faultToString } from '../../src/kubernetes/manifest/fault';
import { PodSpec } from '../../src/kubernetes/pod-spec';
import { readLabelSelector, readPodSpec, readResourceList, readToleration } from '../../src/kubernetes/read-pod-spec';

function faultsOf(spec: object): string[] {
  const { root, faults } = fieldOf({ spec });
  readPodSpec(root.get('spec'), new Map());
  return faults.map((each) => faultToString({ ...each, object: undefined }));
}

test('an empty spec has the API server’s defaults', () => {
  const { root, faults } = fieldOf({ spec: {} });
  expect(readPodSpec(root.get('spec'), new Map())).toEqual<PodSpec>({
    containers: [],
    initContainers: [],
    hostNetwork: false,
    nodeName: undefined,
    nodeSelector: new Map(),
    requiredTerms: undefined,
    podAffinity: [],
    podAntiAffinity: [],
    topologySpread: [],
    tolerations: [],
    priorityClassName: undefined,
    priority: undefined,
    preemptionPolicy: undefined,
    runtimeClassName: undefined,
    schedulerName: 'default-scheduler',
    overhead: new Map(),
    requests: new Map(),
    limits: new Map(),
    claims: [],
  });
  expect(faults).toEqual([]);
});

test('every field a plan looks at is read', () => {
  const spec = podSpec({
    containers: [
      {
        name: 'agent',
        resources: { requests: { cpu: 0.5 }, limits: { memory: '1Gi' } },
        ports: [{ containerPort: 80 }, { containerPort: 53, hostPort: 5353, hostIP: '::1', protocol: 'UDP' }],
      },
    ],
    initContainers: [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'setup' }],
    hostNetwork: true,
    nodeName: 'a',
    nodeSelector: { disktype: 'ssd' },
    priorityClassName: 'high',
    priority: 10,
    preemptionPolicy: 'Never',
    runtimeClassName: 'sandbox',
    schedulerName: 'other',
    overhead: { cpu: '10m' },
    resources: { requests: { cpu: '1' }, limits: { cpu: '2' } },
    volumes: [
      { name: 'x', emptyDir: {} },
      { name: 'y', persistentVolumeClaim: { claimName: 'data' } },
    ],
  });
  expect(spec).toMatchObject({
    containers: [
      {
        name: 'agent',
        requests: quantities({ cpu: '500m' }),
        limits: quantities({ memory: '1Gi' }),
        ports: [
          { containerPort: 80, hostPort: 0, hostIP: '', protocol: 'TCP' },
          { containerPort: 53, hostPort: 5353, hostIP: '::1', protocol: 'UDP' },
        ],
        sidecar: false,
      },
    ],
    initContainers: [
      { name: 'proxy', sidecar: true },
      { name: 'setup', sidecar: false },
    ],
    hostNetwork: true,
    nodeName: 'a',
    nodeSelector: mapOf({ disktype: 'ssd' }),
    priorityClassName: 'high',
    priority: 10,
    preemptionPolicy: 'Never',
    runtimeClassName: 'sandbox',
    schedulerName: 'other',
    overhead: quantities({ cpu: '10m' }),
    requests: quantities({ cpu: '1' }),
    limits: quantities({ cpu: '2' }),
    claims: ['data'],
  });
});

test('empty names are as if absent', () => {
  expect(podSpec({ nodeName: '', priorityClassName: '', runtimeClassName: '', schedulerName: '' })).toMatchObject({
    nodeName: undefined,
    priorityClassName: undefined,
    runtimeClassName: undefined,
    schedulerName: 'default-scheduler',
  });
});

describe('required node affinity', () => {
  const affinity = (required: unknown) =>
    podSpec({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } } }).requiredTerms;

  test('absent, it is undefined; without terms, it is an empty list, which matches nothing', () => {
    expect(affinity(undefined)).toBeUndefined();
    expect(affinity(null)).toBeUndefined();
    expect(affinity({})).toEqual([]);
    expect(affinity({ nodeSelectorTerms: null })).toEqual([]);
  });

  test('terms are read with their expressions and fields', () => {
    const expression = { key: 'a', operator: 'In', values: ['x'] };
    const field = { key: 'metadata.name', operator: 'In', values: ['n'] };
    const terms = [{}, { matchExpressions: [expression] }, { matchFields: [field] }];
    expect(affinity({ nodeSelectorTerms: terms })).toEqual([
      { matchExpressions: [], matchFields: [] },
      { matchExpressions: [expression], matchFields: [] },
      { matchExpressions: [], matchFields: [field] },
    ]);
  });

  test('preferred affinity only ranks nodes', () => {
    const preferred = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: {} }] };
    const spec = podSpec({ affinity: { nodeAffinity: preferred, podAffinity: preferred, podAntiAffinity: preferred } });
    expect(spec).toMatchObject({ requiredTerms: undefined, podAffinity: [], podAntiAffinity: [] });
  });
});

const LABELS = { app: 'logs', tier: 'agents', 'pod-template-hash': 'abc' };

describe('pod affinity', () => {
  const requiredDuringSchedulingIgnoredDuringExecution = [
    {
      topologyKey: 'zone',
      labelSelector: { matchLabels: { app: 'web' } },
      namespaces: ['apps'],
      namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] },
    },
    { topologyKey: 'host' },
  ];
  const terms = [
    {
      topologyKey: 'zone',
      labelSelector: { matchLabels: mapOf({ app: 'web' }), matchExpressions: [] },
      namespaces: ['apps'],
      namespaceSelector: {
        matchLabels: new Map(),
        matchExpressions: [{ key: 'team', operator: 'Exists', values: [] }],
      },
    },
    { topologyKey: 'host', labelSelector: undefined, namespaces: [], namespaceSelector: undefined },
  ];

  test.each(['podAffinity', 'podAntiAffinity'] as const)('required terms of %s are read', (kind) => {
    const spec = podSpec({ affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution } } });
    expect(spec[kind]).toEqual(terms);
  });
});

describe('applyMatchLabelKeysAndMismatchLabelKeys (KEP-3633)', () => {
  const expressionsOf = (kind: 'podAffinity' | 'podAntiAffinity', term: object) => {
    const required = { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', ...term }] };
    return podSpec({ affinity: { [kind]: required } }, LABELS)[kind][0].labelSelector?.matchExpressions;
  };
  const inLogs = { key: 'app', operator: 'In', values: ['logs'] };
  const notInAgents = { key: 'tier', operator: 'NotIn', values: ['agents'] };
  const exists = { key: 'x', operator: 'Exists', values: [] };

  test.each<[string, object, object[] | undefined]>([
    ['matchLabelKeys ask for the pod’s own value', { labelSelector: {}, matchLabelKeys: ['app'] }, [inLogs]],
    ['mismatchLabelKeys ask for any other value', { labelSelector: {}, mismatchLabelKeys: ['tier'] }, [notInAgents]],
    [
      'both, after what the selector asks itself',
      { labelSelector: { matchExpressions: [exists] }, mismatchLabelKeys: ['tier'], matchLabelKeys: ['app'] },
      [exists, inLogs, notInAgents],
    ],
    [
      'keys that the pod does not have are left out',
      { labelSelector: {}, matchLabelKeys: ['absent', 'app'] },
      [inLogs],
    ],
    ['without a selector, which selects nothing, there is nothing to add', { matchLabelKeys: ['app'] }, undefined],
    [
      'what admission has merged already is not merged again',
      { labelSelector: { matchExpressions: [{ ...inLogs, values: ['older'] }] }, matchLabelKeys: ['app'] },
      [{ ...inLogs, values: ['older'] }],
    ],
    [
      'a key of mismatchLabelKeys may stand in the selector as well',
      {
        labelSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists', values: [] }] },
        mismatchLabelKeys: ['tier'],
      },
      [{ key: 'tier', operator: 'Exists', values: [] }, notInAgents],
    ],
  ])('%s', (_, term, expressions) => {
    expect(expressionsOf('podAffinity', term)).toEqual(expressions);
    expect(expressionsOf('podAntiAffinity', term)).toEqual(expressions);
  });
});

describe('topology spread constraints', () => {
  const constraint = { topologyKey: 'zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' };

  test('only those that say DoNotSchedule keep pods away', () => {
    const spec = podSpec({
      topologySpreadConstraints: [{ ...constraint, whenUnsatisfiable: 'ScheduleAnyway' }, constraint],
    });
    expect(spec.topologySpread).toEqual([
      {
        topologyKey: 'zone',
        maxSkew: 2,
        minDomains: undefined,
        labelSelector: undefined,
        nodeAffinityPolicy: 'Honor',
        nodeTaintsPolicy: 'Ignore',
      },
    ]);
  });

  test('applyMatchLabelKeys: the pod’s own labels are merged into the selector', () => {
    const labelSelector = { matchLabels: { app: 'logs' } };
    const [read] = podSpec(
      {
        topologySpreadConstraints: [
          {
            ...constraint,
            minDomains: 3,
            nodeAffinityPolicy: 'Ignore',
            nodeTaintsPolicy: 'Honor',
            labelSelector,
            matchLabelKeys: ['pod-template-hash', 'absent'],
          },
        ],
      },
      LABELS,
    ).topologySpread;
    expect(read).toMatchObject({
      minDomains: 3,
      nodeAffinityPolicy: 'Ignore',
      nodeTaintsPolicy: 'Honor',
      labelSelector: {
        matchLabels: mapOf({ app: 'logs' }),
        matchExpressions: [{ key: 'pod-template-hash', operator: 'In', values: ['abc'] }],
      },
    });
  });
});

test('a toleration is read as it is written, empty texts as absent', () => {
  const { root } = fieldOf({
    full: { key: 'a', operator: 'Equal', value: 'x', effect: 'NoExecute', tolerationSeconds: 0 },
    empty: { key: '', operator: '', value: '', effect: '' },
  });
  expect(readToleration(root.get('full'))).toEqual({
    key: 'a',
    operator: 'Equal',
    value: 'x',
    effect: 'NoExecute',
    tolerationSeconds: 0,
  });
  expect(readToleration(root.get('empty'))).toEqual({});
});

test('a label selector that is absent is undefined, and one that is empty is empty', () => {
  const { root } = fieldOf({ empty: {} });
  expect(readLabelSelector(root.get('absent'))).toBeUndefined();
  expect(readLabelSelector(root.get('empty'))).toEqual({ matchLabels: new Map(), matchExpressions: [] });
});

test('amounts are read by resource name, whatever the name', () => {
  const { root } = fieldOf({ list: JSON.parse('{"cpu": 1, "__proto__": "2"}') });
  expect(readResourceList(root.get('list'))).toEqual(quantities({ cpu: '1', ['__proto__']: '2' }));
});

describe('faults', () => {
  test.each<[object, string]>([
    [{ hostNetwork: 'yes' }, 'spec.hostNetwork is "yes": must be true or false'],
    [{ nodeSelector: { a: true } }, 'spec.nodeSelector.a is true: must be a string'],
    [{ tolerations: {} }, 'spec.tolerations is {}: must be a list'],
    [{ tolerations: ['x'] }, 'spec.tolerations[0] is "x": must be an object'],
    [
      { tolerations: [{ tolerationSeconds: '30' }] },
      'spec.tolerations[0].tolerationSeconds is "30": must be an integer',
    ],
    [{ affinity: 'zone' }, 'spec.affinity is "zone": must be an object'],
    [{ affinity: { nodeAffinity: [] } }, 'spec.affinity.nodeAffinity is []: must be an object'],
    [
      { containers: [{ ports: [{ containerPort: '80' }] }] },
      'spec.containers[0].ports[0].containerPort is "80": must be an integer',
    ],
    [{ containers: 'agent' }, 'spec.containers is "agent": must be a list'],
    [
      { volumes: [{ persistentVolumeClaim: 'data' }] },
      'spec.volumes[0].persistentVolumeClaim is "data": must be an object',
    ],
    [{ priority: 1.5 }, 'spec.priority is 1.5: must be an integer'],
  ])('%j', (spec, fault) => {
    expect(faultsOf(spec)).toEqual([fault]);
  });

  test('all of them are told, not only the first', () => {
    expect(faultsOf({ hostNetwork: 1, nodeName: 2, overhead: { cpu: '1GB' } })).toHaveLength(3);
  });
});
