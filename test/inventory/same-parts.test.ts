import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { sameWhole } from '../../src/inventory/same-parts';

const part = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));

describe('parts are the same as a whole', () => {
  test('where they are equal, and nowhere else', () => {
    fc.assert(fc.property(part, part, (a, b) => sameWhole(a, b) === isDeepStrictEqual(a, b)));
    fc.assert(fc.property(part, (a) => sameWhole(structuredClone(a), a)));
  });

  test.each<[string, unknown, unknown, boolean]>([
    ['keys in another order', { cpu: '1', memory: '1Gi' }, { memory: '1Gi', cpu: '1' }, true],
    ['a key more', { cpu: '1', memory: '1Gi' }, { cpu: '1' }, false],
    ['a key less', { cpu: '1' }, { cpu: '1', memory: '1Gi' }, false],
    ['another key', { cpu: '1' }, { memory: '1' }, false],
    ['undefined for another key', { a: undefined }, { b: 1 }, false],
    ['a list and an object', ['x'], { 0: 'x' }, false],
    ['an object and a list', {}, [], false],
    ['nothing and null', undefined, null, false],
    ['a number and its text', 1, '1', false],
    ['NaN, which equals nothing', NaN, NaN, false],
    ['a key named like a method', { constructor: 'x' }, {}, false],
    ['a key that is that of a prototype', JSON.parse('{"__proto__":"x"}'), {}, false],
    ['a prototype that looks the same', JSON.parse('{"__proto__":{}}'), { a: 1 }, false],
  ])('%s', (_, given, known, same) => {
    expect(sameWhole(given, known)).toBe(same);
  });
});
