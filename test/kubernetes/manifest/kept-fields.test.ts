import { keepFields } from '../../../src/kubernetes/manifest/kept-fields';

test('fields that are kept come with all below them, of every item of a list', () => {
  const object = { a: { b: [{ c: 1, d: 2 }], e: { f: 3 } }, g: 4 };

  expect(keepFields(object, { a: { b: { c: true }, e: true } })).toEqual({ a: { b: [{ c: 1 }], e: { f: 3 } } });
});

test('a field named like one of every object is one that is there, or none', () => {
  expect(keepFields({}, JSON.parse('{"constructor": true}'))).toEqual({});
});

test('an object of which nothing is kept is left out, one that is kept as a whole is not, and no item of a list is', () => {
  const object = { none: { a: { b: 1 } }, whole: {}, list: [{ b: 1 }, {}] };
  const kept = { none: { a: { c: true } }, whole: true, list: { c: true } } as const;

  expect(keepFields(object, kept)).toEqual({ whole: {}, list: [{}, {}] });
});
