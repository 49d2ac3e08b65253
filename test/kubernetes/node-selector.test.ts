import fc from 'fast-check';
import { mapOf } from './fixture';
import { SelectorRequirement } from '../../src/kubernetes/label-selector';
import { NodeSelectorTerm, fieldFault, nodeMatches, termMatches } from '../../src/kubernetes/node-selector';

const NODE = { name: 'a', labels: mapOf({ 'kubernetes.io/os': 'linux', disktype: 'ssd', cores: '8' }) };
const NO_LABELS = new Map<string, string>();

const linux = { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] };
const windows = { key: 'kubernetes.io/os', operator: 'In', values: ['windows'] };
const unparsable = { key: 'cores', operator: 'Gt', values: ['x'] };

function expressions(...matchExpressions: SelectorRequirement[]): NodeSelectorTerm {
  return { matchExpressions, matchFields: [] };
}

function fields(...matchFields: SelectorRequirement[]): NodeSelectorTerm {
  return { matchExpressions: [], matchFields };
}

function name(operator: string, ...values: string[]): SelectorRequirement {
  return { key: 'metadata.name', operator, values };
}

describe('GetRequiredNodeAffinity: terms', () => {
  test.each<[string, NodeSelectorTerm[] | undefined, boolean]>([
    ['no required affinity matches every node', undefined, true],
    ['no terms match nothing', [], false],
    ['an empty term matches nothing', [expressions()], false],
    ['an empty term does not stop others', [expressions(), expressions(linux)], true],
    ['terms are alternatives', [expressions(windows), expressions(linux)], true],
    ['none of the alternatives', [expressions(windows), expressions({ ...windows, key: 'x' })], false],
    ['expressions of a term must all match', [expressions(linux, { key: 'gpu', operator: 'Exists' })], false],
    ['a term that does not parse matches nothing', [expressions(unparsable)], false],
    ['one expression that does not parse fails its term', [expressions(linux, unparsable)], false],
    ['a term that does not parse does not stop others', [expressions(unparsable), expressions(linux)], true],
    ['NotIn on a label that is absent', [expressions({ key: 'gpu', operator: 'NotIn', values: ['a'] })], true],
    ['Gt', [expressions({ key: 'cores', operator: 'Gt', values: ['4'] })], true],
    ['kubernetes#86488: Gt with a fraction', [expressions({ key: 'cores', operator: 'Gt', values: ['4.5'] })], false],
    ['matchFields of this node', [fields(name('In', 'a'))], true],
    ['matchFields of another node', [fields(name('In', 'b'))], false],
    ['matchFields of every other node', [fields(name('NotIn', 'b'))], true],
    ['matchFields of every node but this', [fields(name('NotIn', 'a'))], false],
    [
      'fields and expressions must both match',
      [{ matchExpressions: [windows], matchFields: [name('In', 'a')] }],
      false,
    ],
    ['fields and expressions that both match', [{ matchExpressions: [linux], matchFields: [name('In', 'a')] }], true],
    ['a field with two values', [fields(name('In', 'a', 'b'))], false],
    ['a field with Exists', [fields(name('Exists'))], false],
    ['a field that is none', [fields({ key: 'spec.unschedulable', operator: 'In', values: ['a'] })], false],
  ])('%s', (_, requiredTerms, matches) => {
    expect(nodeMatches({ nodeSelector: NO_LABELS, requiredTerms }, NODE)).toBe(matches);
  });
});

describe('GetRequiredNodeAffinity: node selector', () => {
  test.each<[Record<string, string>, NodeSelectorTerm[] | undefined, boolean]>([
    [{}, undefined, true],
    [{ disktype: 'ssd' }, undefined, true],
    [{ disktype: 'hdd' }, undefined, false],
    [{ disktype: '' }, undefined, false],
    [{ disktype: 'ssd', gpu: 'yes' }, undefined, false],
    [{ disktype: 'ssd' }, [expressions(linux)], true],
    [{ disktype: 'ssd' }, [expressions(windows)], false],
    [{ disktype: 'hdd' }, [expressions(linux)], false],
    [{ disktype: 'ssd' }, [], false],
  ])('%j and %j: %s', (nodeSelector, requiredTerms, matches) => {
    expect(nodeMatches({ nodeSelector: mapOf(nodeSelector), requiredTerms }, NODE)).toBe(matches);
  });
});

test.each<[SelectorRequirement, string | undefined]>([
  [name('In', 'a'), undefined],
  [name('NotIn', 'a'), undefined],
  [name('In'), 'a requirement on a field needs exactly one value'],
  [name('In', 'a', 'b'), 'a requirement on a field needs exactly one value'],
  [{ key: 'metadata.name', operator: 'In' }, 'a requirement on a field needs exactly one value'],
  [name('Exists'), '"Exists" is not an operator for fields: only In and NotIn are'],
  [name('Gt', '1'), '"Gt" is not an operator for fields: only In and NotIn are'],
  [
    { key: 'metadata.namespace', operator: 'In', values: ['a'] },
    '"metadata.namespace" is not a field: only metadata.name is',
  ],
])('nodeSelectorRequirementsAsFieldSelector: %j: %s', (requirement, rule) => {
  expect(fieldFault(requirement)).toBe(rule);
});

describe('laws', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const value = fc.constantFrom('x', 'y', '1', '2');
  const values = fc.array(value, { minLength: 1, maxLength: 2 });
  const node = fc.record({ name: fc.constantFrom('n', 'm'), labels: fc.dictionary(key, value).map(mapOf) });
  const requirement: fc.Arbitrary<SelectorRequirement> = fc.oneof(
    fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values }),
    fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist'), values: fc.constant<string[]>([]) }),
  );
  const term = fc.array(requirement, { maxLength: 3 }).map((all) => expressions(...all));

  test('In and NotIn of a term are complements', () => {
    fc.assert(
      fc.property(key, values, node, (k, wanted, each) => {
        const within = expressions({ key: k, operator: 'In', values: wanted });
        const without = expressions({ key: k, operator: 'NotIn', values: wanted });
        expect(termMatches(without, each)).toBe(!termMatches(within, each));
      }),
    );
  });

  test('another term never takes a node away, and another requirement never adds one', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 3 }), term, requirement, node, (terms, more, extra, each) => {
        const matches = (requiredTerms: NodeSelectorTerm[]) =>
          nodeMatches({ nodeSelector: NO_LABELS, requiredTerms }, each);
        expect(matches([...terms, more])).toBe(matches(terms) || matches([more]));
        const narrower = expressions(...more.matchExpressions, extra);
        expect(termMatches(narrower, each) && more.matchExpressions.length > 0 && !termMatches(more, each)).toBe(false);
      }),
    );
  });
});
