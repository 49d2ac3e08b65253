import * as fc from 'fast-check';
import { NodeTerm, complement, intersect, simplify } from '../../src/agents/node-terms';
import type { SelectorRequirement } from '../../src/kubernetes/label-selector';
import { termMatches } from '../../src/kubernetes/node-selector';

const KEYS = ['a', 'b'];
const VALUES = ['1', '2', '3', 'x'];

const key = fc.constantFrom(...KEYS);
const values = fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 3 });
const membership: fc.Arbitrary<SelectorRequirement> = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const comparison: fc.Arbitrary<SelectorRequirement> = fc.record({
  key,
  operator: fc.constantFrom('Gt', 'Lt'),
  values: fc.constantFrom('0', '1', '2', '3').map((value) => [value]),
});
const field: fc.Arbitrary<SelectorRequirement> = fc.record({
  key: fc.constant('metadata.name'),
  operator: fc.constantFrom('In', 'NotIn'),
  values: fc.constantFrom('n1', 'n2').map((name) => [name]),
});
const termsOf = (requirement: fc.Arbitrary<SelectorRequirement>): fc.Arbitrary<NodeTerm[]> =>
  fc.array(fc.record({ labels: fc.array(requirement, { maxLength: 3 }), fields: fc.array(field, { maxLength: 2 }) }), {
    maxLength: 3,
  });
const terms = termsOf(fc.oneof(membership, comparison));
const node = fc.record({
  name: fc.constantFrom('n1', 'n2', 'n3'),
  labels: fc
    .record({ a: fc.constantFrom(...VALUES), b: fc.constantFrom(...VALUES) }, { requiredKeys: [] })
    .map((labels) => new Map(Object.entries(labels))),
});

/** Whether one of the terms matches; a term that asks nothing is everything here, as it is before rendering. */
function holds(set: readonly NodeTerm[], each: { name: string; labels: Map<string, string> }): boolean {
  return set.some(
    ({ labels, fields }) =>
      labels.length + fields.length === 0 || termMatches({ matchExpressions: labels, matchFields: fields }, each),
  );
}

test('simplified terms select the same nodes', () => {
  fc.assert(fc.property(terms, node, (set, each) => holds(simplify(set), each) === holds(set, each)));
});

test('an intersection selects the nodes that both sets select', () => {
  fc.assert(
    fc.property(
      terms,
      terms,
      node,
      (a, b, each) => holds(intersect(a, b), each) === (holds(a, each) && holds(b, each)),
    ),
  );
});

test('a complement selects the nodes that the set does not', () => {
  fc.assert(fc.property(termsOf(membership), node, (set, each) => holds(complement(set), each) === !holds(set, each)));
});

test('a simplified term asks each thing once', () => {
  const requirement = { key: 'a', operator: 'In', values: ['1'] };
  expect(simplify([{ labels: [requirement, requirement], fields: [] }])).toEqual([
    { labels: [requirement], fields: [] },
  ]);
});

test('a requirement that no matcher can parse is kept as it is, for validation to report', () => {
  const broken = { key: 'a', operator: 'Gt', values: ['1.5'] };
  expect(simplify([{ labels: [broken, broken], fields: [] }])).toEqual([{ labels: [broken, broken], fields: [] }]);
});
