import fc from 'fast-check';
import { stringify } from 'yaml';
import { readBlockDocuments } from '../../../src/kubernetes/manifest/block-reader';
import { Fault } from '../../../src/kubernetes/manifest/fault';
import { readYamlDocuments } from '../../../src/kubernetes/manifest/yaml-documents';
import { parseDocuments, parseEntry } from '../../../src/kubernetes/manifest/yaml-parser';

/** What is read, and the entries that were left to the parser. */
function read(text: string): { values?: unknown[]; entries: string[] } {
  const entries: string[] = [];
  const documents = readBlockDocuments(text, (entry) => {
    entries.push(entry);
    return parseEntry(entry);
  });
  return { values: documents?.map(({ value }) => value), entries };
}

function yaml(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

describe('what kubectl, Helm and cdk8s print needs no parser', () => {
  test.each<[string, string[], unknown]>([
    [
      'maps and lists',
      ['a:', '  b: c', 'd:', '- e: f', '  g: h', '- i'],
      { a: { b: 'c' }, d: [{ e: 'f', g: 'h' }, 'i'] },
    ],
    ['lists that are indented', ['a:', '  - b', '  - c:', '      d: e'], { a: ['b', { c: { d: 'e' } }] }],
    ['what is empty', ['a: {}', 'b: []', 'c:', 'd: null', 'e: ""'], { a: {}, b: [], c: null, d: null, e: '' }],
    ['numbers and booleans', ['a: 1', 'b: -1', 'c: true', 'd: false'], { a: 1, b: -1, c: true, d: false }],
    ['quantities', ['a: 100m', 'b: 128Mi', 'c: "1"'], { a: '100m', b: '128Mi', c: '1' }],
    [
      'names',
      ['a: registry.example.com/x@sha256:0b11', 'b: 10.0.0.1'],
      { a: 'registry.example.com/x@sha256:0b11', b: '10.0.0.1' },
    ],
    ['quotes', [`a: 'it''s "b"'`, `b: "c: \\"d\\"\\n"`, `'e': 'f'`], { a: 'it\'s "b"', b: 'c: "d"\n', e: 'f' }],
    [
      'keys of managed fields',
      ['f:x:', '  .: {}', '  k:{"type":"Ready"}: {}'],
      { 'f:x': { '.': {}, 'k:{"type":"Ready"}': {} } },
    ],
    ['literal text', ['a: |', '  b: c', '', '    # d', 'e: |-', '  f'], { a: 'b: c\n\n  # d\n', e: 'f' }],
    ['comments', ['# a', 'b: c # d', '', '  # e', 'f: # g', '  h: i#j'], { b: 'c', f: { h: 'i#j' } }],
    ['labels called __proto__', ['__proto__: a'], JSON.parse('{"__proto__":"a"}')],
    ['a key written twice', ['a: 1', 'a: 2'], { a: 2 }],
  ])('%s', (_, lines, value) => {
    expect(read(yaml(...lines))).toEqual({ values: [value], entries: [] });
  });

  test('documents, with empty ones and comments between', () => {
    const text = yaml('# a', '---', 'b: c', '--- # d', '---', '# e', '---', 'f: g', '---');
    expect(read(text)).toEqual({ values: [{ b: 'c' }, null, null, { f: 'g' }, null], entries: [] });
  });
});

describe('an entry of another form is left to the parser, and nothing around it', () => {
  test.each<[string, string[], string[]]>([
    ['a flow map', ['  x: {y: z}'], ['  x: {y: z}\n']],
    ['a flow list in a list', ['  x:', '  - [y,', '    z]'], ['  - [y,\n    z]\n']],
    ['text that is folded', ['  x: >-', '    y', '    z'], ['  x: >-\n    y\n    z\n']],
    ['text over two lines', ['  x: y', '    z'], ['  x: y\n    z\n']],
    ['an octal number', ['  x: 0640'], ['  x: 0640\n']],
    ['words of YAML 1.1', ['  x: on'], ['  x: on\n']],
    ['a key that is a number', ['  x: w', '  1: z'], ['  1: z\n']],
    ['text that is not ASCII', ['  x: é'], ['  x: é\n']],
  ])('%s', (_, lines, entries) => {
    const text = yaml('a: b', 'c:', ...lines, 'd: e');
    expect(read(text)).toEqual({ values: parsed(text).values, entries });
  });
});

test.each([
  ['a quoted line', `"${'b\\n '.repeat(1_000_000)}c"`],
  ['a plain line', `${'b:c '.repeat(1_000_000)}d`],
])('%s of megabytes is left to the parser', (_, long) => {
  const { values, entries } = read(yaml(`a: ${long}`, 'd: e'));
  expect(values).toEqual([{ a: expect.stringContaining('b'), d: 'e' }]);
  expect(entries).toHaveLength(1);
});

test.each<[string, string[]]>([
  ['anchors and aliases', ['a: &x {b: c}', 'd: *x']],
  ['an alias', ['a:', '  b: *x']],
  ['merge keys', ['a:', '  b: c', '  <<: {b: d}']],
  ['directives', ['%YAML 1.1', '---', 'a: b']],
  ['the end of a document', ['a: b', '...']],
  ['a document on the line of its marker', ['--- {a: b}']],
  ['text alone', ['a b']],
  ['line ends of Windows', ['a: b\r']],
  ['indentation that is broken', ['a:', '    b: c', '  d: e']],
  ['a list in a map', ['a: b', '- c']],
  ['a quote that is open', ['a: "b', 'c: d']],
  ['a tab', ['a:', '\tb: c']],
  ['a map as a key', ['a: {{ b }}']],
  ['more levels than any manifest has', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`)],
])('%s: the text as a whole is left to the parser', (_, lines) => {
  expect(read(yaml(...lines)).values).toBeUndefined();
});

function parsed(text: string) {
  const faults: Fault[] = [];
  const documents = parseDocuments(text, 'f.yaml', faults);
  return { values: documents.map(({ value }) => value), faults, documents };
}

describe('whatever the text, it is read as the parser reads it', () => {
  const texts = fc.oneof(
    fc.constantFrom('a', 'on', 'y', '1', '-1', '0.5', '0640', '1e3', '0x1f', '1_0', 'null', '~', '2001-01-01', '1:30'),
    fc.constantFrom(
      '',
      ' a ',
      'a: b',
      'a #b',
      '- a',
      '{a}',
      '"',
      "it's",
      'a\n',
      'a\n\nb\n',
      'a\n b',
      '\n',
      '\t',
      '\\',
      'é',
    ),
    fc.constantFrom('<<', '*', '&a', '!a', '#', '%', '|', '__proto__', `${'long '.repeat(30)}end`, 'k:{"a":"b"}'),
    fc.string({ maxLength: 9 }),
  );
  const keys = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('a', 'items', 'f:x', 'app.kubernetes.io/name') },
    texts,
  );
  const { object } = fc.letrec((tie) => ({
    object: fc.array(fc.tuple(keys, tie('value')), { minLength: 1, maxLength: 4 }).map(Object.fromEntries),
    value: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(texts, fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
  }));
  const printed = fc
    .tuple(
      fc.array(object, { minLength: 1, maxLength: 3 }),
      fc.record({
        indentSeq: fc.boolean(),
        lineWidth: fc.constantFrom(0, 20, 80),
        defaultStringType: fc.constantFrom('PLAIN' as const, 'BLOCK_LITERAL' as const, 'BLOCK_FOLDED' as const),
      }),
    )
    .map(([objects, options]) =>
      objects
        .map((each) => stringify(each, { ...options, version: '1.1', aliasDuplicateObjects: false }))
        .join('---\n'),
    );
  const pieces = fc.constantFrom(
    ...['a', '"b"', "'c'", '1', '{}', '{d: e}', '[f, g]', '|', '>-', '# h', 'i # j', 'k: l', 'm:', '- n', '&o p', '*o'],
    ...[
      '"q',
      "r'",
      '<<: {s: t}',
      '? u',
      '---',
      '...',
      '%',
      '\tv',
      'w\tx',
      '}',
      '- - y',
      '"z": ',
      ':',
      '-',
      '|2',
      'á',
      '',
    ],
  );
  const lines = fc
    .tuple(
      fc.constantFrom(0, 0, 1, 2, 2, 2, 3, 4, 4, 6),
      fc.constantFrom('', '', '- ', '-  '),
      fc.constantFrom('', 'a: ', 'b: ', 'c:', 'items: ', '"d": '),
      pieces,
    )
    .map(([indent, dash, key, piece]) => ' '.repeat(indent) + dash + key + piece);
  const scribbled = fc.array(lines, { minLength: 1, maxLength: 8 }).map((each) => each.join('\n'));
  const edited = fc
    .tuple(printed, fc.array(fc.tuple(fc.nat(99), fc.constantFrom(0, 1), lines), { minLength: 1, maxLength: 2 }))
    .map(([text, edits]) => {
      const all = text.split('\n');
      edits.forEach(([at, replaced, line]) => all.splice(at % all.length, replaced, line));
      return all.join('\n');
    });

  function check(text: string): boolean {
    const { values } = read(text);
    if (!values) {
      return false;
    }
    const { values: expected, faults, documents } = parsed(text);
    expect(faults).toEqual([]);
    // The order of keys as well.
    expect(JSON.stringify(values)).toBe(JSON.stringify(expected));
    const linesOf = (locate: (keys: (string | number)[]) => number | undefined, value: unknown) =>
      pathsIn(value).map((path) => [path, locate(path)]);
    expect(readYamlDocuments(text, 'f.yaml', []).map(({ value, source }) => linesOf(source.locate!, value))).toEqual(
      documents.map(({ value, locate }) => linesOf(locate, value)),
    );
    expect(readYamlDocuments(text.replaceAll('\n', '\r\n'), 'f.yaml', []).map(({ value }) => value)).toEqual(expected);
    return true;
  }

  test.each([
    ['printed', printed, 0.8],
    ['printed, then edited', edited, 0.04],
    ['scribbled', scribbled, 0.02],
  ])('%s', (_, arbitrary, leastRead) => {
    const runs = 300;
    let count = 0;
    fc.assert(
      fc.property(arbitrary, (text) => void (count += Number(check(text)))),
      { numRuns: runs },
    );
    expect(count).toBeGreaterThan(leastRead * runs);
  });
});

/** The paths of all fields of a value, and of one that is absent. */
function pathsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const fields: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value ?? {});
  return typeof value === 'object' && value !== null
    ? [path, [...path, 'absent'], ...fields.flatMap(([key, field]) => pathsIn(field, [...path, key]))]
    : [path];
}
