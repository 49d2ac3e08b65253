import { Fault } from '../../../src/kubernetes/manifest/fault';
import { readYamlDocuments } from '../../../src/kubernetes/manifest/yaml-documents';
import * as parser from '../../../src/kubernetes/manifest/yaml-parser';

const LIST = [
  'apiVersion: v1',
  'items:',
  '- apiVersion: v1',
  '  kind: Node',
  '  metadata:',
  '    name: a',
  '# between',
  '- apiVersion: v1',
  '  kind: Node',
  '  metadata:',
  '    name: b',
  'kind: List',
  '',
].join('\n');

afterEach(() => jest.restoreAllMocks());

function readOne(text: string) {
  const faults: Fault[] = [];
  const [document] = readYamlDocuments(text, 'f.yaml', faults);
  expect(faults).toEqual([]);
  return document;
}

test('what kubectl prints is read without the parser', () => {
  const parseEntry = jest.spyOn(parser, 'parseEntry');
  const parseDocuments = jest.spyOn(parser, 'parseDocuments');
  expect(readOne(LIST).value).toMatchObject({ kind: 'List', items: [{ kind: 'Node' }, { kind: 'Node' }] });
  expect([parseEntry.mock.calls, parseDocuments.mock.calls]).toEqual([[], []]);
});

test('the line of a field costs the parsing of its item, once', () => {
  const locatorOf = jest.spyOn(parser, 'locatorOf');
  const { locate } = readOne(LIST).source;
  expect(locate!(['items', 1, 'metadata', 'name'])).toBe(11);
  expect(locate!(['items', 1, 'kind'])).toBe(9);
  expect(locate!(['items', 1, 'spec'])).toBe(8);
  expect(locatorOf.mock.calls).toEqual([[LIST.slice(LIST.lastIndexOf('- api'), LIST.indexOf('kind: List'))]]);
});

test('the line of a field outside of items costs the parsing of its document', () => {
  const { locate } = readOne(`# first\n---\n${LIST}`).source;
  expect(locate!([])).toBe(3);
  expect(locate!(['kind'])).toBe(14);
});

test('faults keep the file and the line of the text as a whole', () => {
  const faults: Fault[] = [];
  expect(readYamlDocuments(`${LIST}---\na: b\n c: d\n`, 'f.yaml', faults)).toHaveLength(1);
  expect(faults).toEqual([expect.objectContaining({ file: 'f.yaml', line: 14 })]);
});
