import { Fault, faultToString } from '../../../src/kubernetes/manifest/fault';
import { Field } from '../../../src/kubernetes/manifest/field';
import { Manifest } from '../../../src/kubernetes/manifest/manifest';
import { manifestsOf, readManifests } from '../../../src/kubernetes/manifest/read-manifests';

const NODE_A = ['apiVersion: v1', 'kind: Node', 'metadata: {name: a}'];
const NODE_B = ['apiVersion: v1', 'kind: Node', 'metadata: {name: b}'];

function read(text: string): { manifests: Manifest[]; faults: string[] } {
  const faults: Fault[] = [];
  const manifests = readManifests(text, 'f.yaml', faults);
  return { manifests, faults: faults.map(faultToString) };
}

function described(text: string): string[] {
  const { manifests, faults } = read(text);
  expect(faults).toEqual([]);
  return manifests.map((manifest) => manifest.describe());
}

function yaml(...lines: string[]): string {
  return lines.join('\n');
}

const TEMPLATE_HINT = '(this looks like a template that was not rendered: pass the output of helm template)';

describe('documents', () => {
  test.each<[string, string]>([
    ['divided by ---', yaml(...NODE_A, '---', ...NODE_B)],
    ['with empty ones between', yaml('---', ...NODE_A, '---', '---', '# only a comment', '---', ...NODE_B, '---')],
    ['with comments', yaml('# nodes', ...NODE_A, '--- # next', ...NODE_B, '# end')],
    ['ended by ...', yaml(...NODE_A, '...', '---', ...NODE_B, '...')],
    ['with a byte order mark', `\uFEFF${yaml(...NODE_A, '---', ...NODE_B)}`],
    ['with line ends of Windows', yaml(...NODE_A, '---', ...NODE_B).replaceAll('\n', '\r\n')],
    [
      'that are lists',
      yaml(...[NODE_A, NODE_B].flatMap(([first, ...rest]) => [`- ${first}`, ...rest.map((l) => `  ${l}`)])),
    ],
    [
      'in a List',
      '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}},{"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}]}',
    ],
    [
      'in a NodeList without kinds',
      '{"apiVersion":"v1","kind":"NodeList","items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}',
    ],
    [
      'in a List of Lists',
      yaml(
        'apiVersion: v1',
        'kind: List',
        'items:',
        '- {apiVersion: v1, kind: NodeList, items: [{metadata: {name: a}}]}',
        '- {apiVersion: v1, kind: Node, metadata: {name: b}}',
      ),
    ],
    [
      'of JSON, divided by ---',
      '{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}}\n---\n{"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}',
    ],
    [
      'of JSON, one a line',
      '{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}}\n{"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}\n',
    ],
    [
      'of JSON, one after the other',
      '{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}}{"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}',
    ],
    [
      'of JSON, over many lines',
      '{\n\t"apiVersion": "v1",\n\t"kind": "Node",\n\t"metadata": {"name": "a"}\n}\n{\n\t"apiVersion": "v1",\n\t"kind": "Node",\n\t"metadata": {"name": "b"}\n}\n',
    ],
    [
      'of JSON, in an array',
      '[{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}},{"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}]',
    ],
    [
      'of JSON, with a byte order mark',
      '\uFEFF[{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}},{"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}]',
    ],
  ])('%s are all read', (_, text) => {
    expect(described(text)).toEqual(['Node a', 'Node b']);
  });

  test('JSON documents are told apart whatever their strings hold', () => {
    const note = JSON.stringify('a } { " \\ ] [ \n');
    const object = (name: string) => `{"apiVersion":"v1","kind":"Node","metadata":{"name":"${name}","note":${note}}}`;
    expect(described(`${object('a')} ${object('b')}`)).toEqual(['Node a', 'Node b']);
  });

  test('JSON that is YAML, with a comment and bare words, is read as YAML', () => {
    expect(described('{apiVersion: v1, kind: Node, metadata: {name: a}} # by hand')).toEqual(['Node a']);
  });
});

test.each<[string, string, string]>([
  [
    'namespace and name',
    '{apiVersion: apps/v1, kind: DaemonSet, metadata: {namespace: agents, name: logs}}',
    'DaemonSet agents/logs',
  ],
  ['name', '{apiVersion: v1, kind: Node, metadata: {name: a}}', 'Node a'],
  ['kind, without a name', '{apiVersion: v1, kind: Node, metadata: {generateName: x-}}', 'Node without a name'],
  ['kind, with a name that is no string', '{apiVersion: v1, kind: Node, metadata: {name: 5}}', 'Node without a name'],
])('an object is described by its %s', (_, text, description) => {
  expect(described(text)).toEqual([description]);
});

test('a manifest knows its file, kind, apiVersion and object', () => {
  const [manifest] = read(yaml(...NODE_A)).manifests;
  expect(manifest).toMatchObject({
    file: 'f.yaml',
    kind: 'Node',
    apiVersion: 'v1',
    object: { metadata: { name: 'a' } },
  });
});

test('items of a NodeList take its apiVersion and kind, and keep their own', () => {
  const text =
    '{"apiVersion":"v1","kind":"NodeList","items":[{"metadata":{"name":"a"}},{"kind":"Pod","apiVersion":"v1"}]}';
  expect(read(text).manifests.map(({ kind, apiVersion }) => [kind, apiVersion])).toEqual([
    ['Node', 'v1'],
    ['Pod', 'v1'],
  ]);
});

describe('what kubectl does with YAML', () => {
  const spec = (...lines: string[]) => {
    const { manifests, faults } = read(yaml(...NODE_A, 'spec:', ...lines.map((line) => `  ${line}`)));
    expect(faults).toEqual([]);
    return Field.of(manifests[0], []).get('spec');
  };

  test('0640 and 0o640 are octal', () => {
    expect(spec('mode: 0640').get('mode').integer()).toBe(0o640);
    expect(spec('mode: 0o640').get('mode').integer()).toBe(0o640);
    expect(spec('mode: 640').get('mode').integer()).toBe(640);
  });

  test.each(['on', 'yes', '4', '0x10', '1.0'])('a string field given %s is refused', (value) => {
    const faults: Fault[] = [];
    const [manifest] = read(yaml(...NODE_A, `label: ${value}`)).manifests;
    expect(Field.of(manifest, faults).get('label').string()).toBeUndefined();
    expect(faults).toEqual([expect.objectContaining({ field: 'label', line: 4, rule: 'must be a string' })]);
  });

  test.each([
    ['"on"', 'on'],
    ['2001-01-01', '2001-01-01'],
    ['1:30', '1:30'],
    ['y', 'y'],
  ])('a string field given %s is "%s"', (value, text) => {
    expect(spec(`label: ${value}`).get('label').string()).toBe(text);
  });

  test('an integer field given "30" is refused', () => {
    const faults: Fault[] = [];
    const [manifest] = read(yaml(...NODE_A, 'seconds: "30"')).manifests;
    expect(Field.of(manifest, faults).get('seconds').integer()).toBeUndefined();
    expect(faults.map(faultToString)).toEqual(['f.yaml:4: Node a: seconds is "30": must be an integer']);
  });

  test.each([
    ['1_0', 10],
    ['0x10', 16],
    ['30.0', 30],
  ])('an integer field given %s is %d', (value, number) => {
    expect(spec(`seconds: ${value}`).get('seconds').integer()).toBe(number);
  });

  test('tolerations: null is as if absent', () => {
    expect(spec('tolerations: null', 'x: 1').get('tolerations').items()).toEqual([]);
  });

  test('anchors and merge keys are resolved', () => {
    const labels = spec('a: &a {x: "1", y: "2"}', 'b:', '  <<: *a', '  y: "3"', 'c: *a');
    expect([...labels.get('b').strings()]).toEqual([
      ['x', '1'],
      ['y', '3'],
    ]);
    expect([...labels.get('c').strings()]).toEqual([
      ['x', '1'],
      ['y', '2'],
    ]);
  });

  test('a key written twice: the last one wins, in YAML and in JSON', () => {
    expect(spec('a: x', 'a: y').get('a').string()).toBe('y');
    expect(read('{"apiVersion":"v1","kind":"Node","kind":"Pod"}').manifests[0].kind).toBe('Pod');
  });

  test('hundreds of nodes may share an anchor', () => {
    const items = Array.from(
      { length: 300 },
      (_, i) => `- {apiVersion: v1, kind: Node, metadata: {name: n${i}}, status: *s}`,
    );
    const text = yaml('apiVersion: v1', 'kind: List', 'status: &s {allocatable: {cpu: 4}}', 'items:', ...items);
    expect(described(text)).toHaveLength(300);
  });
});

test.each(['{"__proto__": "a", "constructor": "b"}', '\n    __proto__: a\n    constructor: b'])(
  'labels called __proto__ and constructor are labels: %j',
  (labels) => {
    const text = labels.startsWith('{')
      ? `{"apiVersion":"v1","kind":"Node","metadata":{"name":"a","labels":${labels}}}`
      : yaml('apiVersion: v1', 'kind: Node', 'metadata:', '  name: a', `  labels:${labels}`);
    const [manifest] = read(text).manifests;
    expect([...Field.of(manifest, []).get('metadata').get('labels').strings()]).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);

describe('faults', () => {
  test.each<[string, string, string[]]>([
    ['an empty file', '', ['f.yaml: holds no Kubernetes object: expected YAML or JSON with apiVersion and kind']],
    [
      'only comments',
      '# nothing\n---\n',
      ['f.yaml: holds no Kubernetes object: expected YAML or JSON with apiVersion and kind'],
    ],
    ['text', 'hello', ['f.yaml:1: is not a Kubernetes object: it has no kind']],
    ['a web page', '<html><body>Sign in</body></html>', ['f.yaml:1: is not a Kubernetes object: it has no kind']],
    ['a number', '\n12', ['f.yaml:2: is not a Kubernetes object: it has no kind']],
    [
      'an object without kind',
      'a: 1\n---\nb: 2',
      ['f.yaml:1: is not a Kubernetes object: it has no kind', 'f.yaml:3: is not a Kubernetes object: it has no kind'],
    ],
    ['an object without apiVersion', 'kind: Node', ['f.yaml:1: is not a Kubernetes object: it has no apiVersion']],
    ['a kind that is no string', 'apiVersion: v1\nkind: yes', ['f.yaml:1: is not a Kubernetes object: it has no kind']],
    [
      'a list of texts',
      '- a\n- b',
      ['f.yaml:1: is not a Kubernetes object: it has no kind', 'f.yaml:2: is not a Kubernetes object: it has no kind'],
    ],
    ['JSON without kind', '{"a": 1}', ['f.yaml: is not a Kubernetes object: it has no kind']],
    [
      'an item without kind',
      yaml('apiVersion: v1', 'kind: List', 'items:', '- {apiVersion: v1}'),
      ['f.yaml:4: is not a Kubernetes object: it has no kind'],
    ],
    [
      'tabs',
      yaml(...NODE_A.slice(0, 2), 'metadata:', '\tname: a'),
      ['f.yaml:4: is not YAML: Tabs are not allowed as indentation'],
    ],
    [
      'JSON that ends too soon',
      '{"apiVersion":"v1",\n"kind":"Node"',
      ['f.yaml:2: is not YAML: Flow map must end with a }'],
    ],
    [
      'an alias without its anchor',
      yaml(...NODE_A, 'spec: *spec'),
      ['f.yaml:1: is not YAML: Unresolved alias (the anchor must be set before the alias): spec'],
    ],
    ['a map as a key', yaml(...NODE_A, '? {a: b}', ': c'), ['f.yaml:4: is not YAML: a map or a list cannot be a key']],
  ])('%s', (_, text, faults) => {
    expect(read(text)).toEqual({ manifests: [], faults });
  });

  test('the second of two JSON documents is broken: its line is that of the file', () => {
    const broken = read('{"apiVersion":"v1",\n"kind":"Node"}\n\n{"apiVersion":"v1",\n"kind":"Node" "b"}');
    expect(broken.manifests).toHaveLength(1);
    expect(broken.faults).toEqual([expect.stringMatching(/^f\.yaml:5: is not YAML: /)]);
  });

  test('aliases of aliases that grow without end are refused', () => {
    const levels = 'bcdefgh'
      .split('')
      .map((key, i) => `${key}: &${key} [${Array(20).fill(`*${'abcdefg'[i]}`).join(', ')}]`);
    const { faults } = read(yaml(...NODE_A, 'a: &a [x, x]', ...levels));
    expect(faults).toEqual(['f.yaml:1: is not YAML: Excessive alias count indicates a resource exhaustion attack']);
  });

  test('a document that is broken does not hide the others', () => {
    const { manifests, faults } = read(yaml(...NODE_A, '---', 'a: [', '---', ...NODE_B));
    expect(manifests.map((each) => each.describe())).toContain('Node a');
    expect(faults).toEqual([expect.stringMatching(/^f\.yaml:[56]: is not YAML: /)]);
  });

  test.each<[string, string, number]>([
    ['a value', yaml('apiVersion: v1', 'kind: Node', 'metadata:', '  name: {{ .Values.name }}'), 4],
    ['a block', yaml('apiVersion: v1', 'kind: Node', 'metadata:', '  labels: {{ toYaml .Values.labels }}'), 4],
    ['a condition', yaml('{{- if .Values.enabled }}', ...NODE_A, '{{- end }}'), 1],
    [
      'an include',
      yaml(
        'apiVersion: v1',
        'kind: Node',
        'metadata:',
        '  labels:',
        '    {{- include "x" . | nindent 4 }}',
        'spec: {}',
      ),
      5,
    ],
  ])('%s of a template that was not rendered is named as such', (_, text, line) => {
    const { faults } = read(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^f\\.yaml:${line}: is not YAML: `));
    expect(faults[0]).toContain(TEMPLATE_HINT);
  });

  test('text in double braces that is quoted is a text like any other', () => {
    expect(described(yaml('apiVersion: v1', 'kind: Node', 'metadata: {name: "{{name}}"}'))).toEqual(['Node {{name}}']);
  });
});

describe('lines', () => {
  const text = yaml(
    'apiVersion: v1',
    'kind: Node',
    'metadata:',
    '  name: a',
    'status:',
    '  allocatable:',
    '    cpu: 1GB',
    '---',
    'apiVersion: v1',
    'kind: List',
    'items:',
    '- apiVersion: v1',
    '  kind: Node',
    '  metadata: {name: b}',
    '  spec:',
    '    taints:',
    '    - key: x',
    '      effect: NoSchedule',
  );
  const [a, b] = read(text).manifests;

  test.each<[string, Manifest, (string | number)[], number]>([
    ['a field', a, ['metadata', 'name'], 4],
    ['a deep field', a, ['status', 'allocatable', 'cpu'], 7],
    ['a field that is absent: the object around it', a, ['status', 'allocatable', 'memory'], 7],
    ['the object itself', a, [], 1],
    ['an item of a List', b, [], 12],
    ['a field of an item', b, ['spec', 'taints', 0, 'effect'], 18],
    ['an entry that is absent: the list around it', b, ['spec', 'taints', 4], 17],
  ])('%s', (_, manifest, keys, line) => {
    expect(manifest.locate!(keys)).toBe(line);
  });

  test('a fault names file, line, object, field, value, rule and what was meant', () => {
    const faults: Fault[] = [];
    Field.of(a, faults).get('status').get('allocatable').get('cpu').quantity();
    expect(faults.map(faultToString)).toEqual([
      'f.yaml:7: Node a: status.allocatable.cpu is "1GB": quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\' (did you mean 1Gi or 1G?)',
    ]);
  });

  test('JSON is read without lines', () => {
    expect(read('{"apiVersion":"v1","kind":"Node"}').manifests[0].locate).toBeUndefined();
  });
});

describe('objects that are already parsed', () => {
  function given(...objects: unknown[]): [string[], string[]] {
    const faults: Fault[] = [];
    return [manifestsOf(objects, faults).map((each) => each.describe()), faults.map(faultToString)];
  }

  test('are read in order, Lists taken apart, null left out', () => {
    const node = (name: string) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
    expect(
      given(node('a'), null, undefined, { apiVersion: 'v1', kind: 'List', items: [node('b'), null] }, [node('c')]),
    ).toEqual([['Node a', 'Node b', 'Node c'], []]);
  });

  test.each([['text'], [5], [true], [{}], [{ kind: 5, apiVersion: 'v1' }]])('%j is no Kubernetes object', (value) => {
    expect(given(value)).toEqual([[], ['is not a Kubernetes object: it has no kind']]);
  });

  test('no objects are no fault here: the reader of a file says so', () => {
    expect(given()).toEqual([[], []]);
  });

  test('a kind that ends in List without items is an object of its own', () => {
    expect(given({ apiVersion: 'v1', kind: 'AllowList', metadata: { name: 'x' } })).toEqual([['AllowList x'], []]);
  });
});
