import fc from 'fast-check';
import { EVERYTHING, KnownParts, NOTHING, THAT_IT_IS_TEXT, fields } from '../../src/inventory/known-parts';

function sameFor(look: ConstructorParameters<typeof KnownParts>[0], known: unknown, asked: unknown): boolean {
  const parts = new KnownParts<string>(look);
  parts.set(known, 'known');
  return parts.get(asked) === 'known';
}

describe('where everything is looked at, a part is one with its equal only', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['texts', 'a', 'a', true],
    ['other texts', 'a', 'b', false],
    ['a number and its text', 1, '1', false],
    ['nothing and null', undefined, null, false],
    ['a field that is undefined and one that is not there', { a: undefined }, {}, false],
    ['objects', { a: { b: [1, 'x'] } }, { a: { b: [1, 'x'] } }, true],
    ['a field more', { a: 1 }, { a: 1, b: 2 }, false],
    ['a field less', { a: 1, b: 2 }, { a: 1 }, false],
    ['lists of other lengths', [1], [1, 1], false],
    ['lists that are nested otherwise', [[1], 2], [[1, 2]], false],
    ['a list and an object', ['x'], { 0: 'x' }, false],
    ['an empty list and an empty object', [], {}, false],
    ['0 and -0', 0, -0, false],
    ['NaN, which equals nothing', NaN, NaN, false],
    ['keys that are those of a prototype', JSON.parse('{"__proto__":"x"}'), JSON.parse('{"__proto__":"y"}'), false],
    ['a key of a prototype and none', {}, JSON.parse('{"__proto__":"y"}'), false],
    ['a key named like a method', { constructor: 'x' }, { constructor: 'x' }, true],
  ])('%s', (_, known, asked, same) => {
    expect(sameFor(EVERYTHING, known, asked)).toBe(same);
  });

  test('whatever the parts, and in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 30 }), (parts) => {
        const known = new KnownParts<{ part: unknown }>(EVERYTHING);
        for (const part of parts) {
          if (!known.get(part)) {
            known.set(part, { part });
          }
        }
        expect(parts.map((part) => JSON.stringify(known.get(part)!.part))).toEqual(
          parts.map((part) => JSON.stringify(part)),
        );
      }),
    );
  });
});

describe('fields', () => {
  const look = fields({ name: THAT_IT_IS_TEXT, size: EVERYTHING, parts: fields({ size: EVERYTHING }) });

  test.each<[string, unknown, unknown, boolean]>([
    ['a text is as good as another', { name: 'a', size: 1 }, { name: 'b', size: 1 }, true],
    ['but no number', { name: 'a', size: 1 }, { name: 1, size: 1 }, false],
    ['others are not looked at', { size: 1, age: 1 }, { size: 1, age: { of: 'x' } }, true],
    [
      'in a list the same is looked at of each item',
      { parts: [{ id: 1, size: 2 }] },
      { parts: [{ id: 7, size: 2 }] },
      true,
    ],
    ['and told apart', { parts: [{ id: 1, size: 2 }] }, { parts: [{ id: 1, size: 3 }] }, false],
  ])('%s', (_, known, asked, same) => {
    expect(sameFor(look, known, asked)).toBe(same);
  });

  test('of what is not looked at nothing is asked', () => {
    const known = {
      size: 1,
      get age(): number {
        throw new Error('asked');
      },
    };
    expect(sameFor(look, known, known)).toBe(true);
  });

  test('all others can be looked at alike', () => {
    const own = fields({ hostname: THAT_IT_IS_TEXT, id: NOTHING }, EVERYTHING);
    expect(sameFor(own, { hostname: 'a', id: 1, zone: 'x' }, { hostname: 'b', id: 2, zone: 'x' })).toBe(true);
    expect(sameFor(own, { hostname: 'a', id: 1, zone: 'x' }, { hostname: 'a', id: 1, zone: 'y' })).toBe(false);
  });
});

test('parts that part ways are all found again', () => {
  const parts = ['abc', 'abd', 'ab', 'xbc', 'abcd', ''].map((text) => [...text]);
  const known = new KnownParts<string>(EVERYTHING);
  parts.forEach((part) => known.set(part, part.join('')));
  expect(parts.map((part) => known.get([...part]))).toEqual(['abc', 'abd', 'ab', 'xbc', 'abcd', '']);
  expect(known.get([...'abx'])).toBeUndefined();
});

test('an object that holds itself, and one that inherits fields, are never known', () => {
  const itself: Record<string, unknown> = {};
  itself.again = itself;
  const heir = Object.create({ a: 1 }) as object;
  expect([sameFor(EVERYTHING, itself, itself), sameFor(EVERYTHING, heir, heir)]).toEqual([false, false]);
  expect(sameFor(EVERYTHING, Object.assign(Object.create(null), { a: 1 }), { a: 1 })).toBe(true);
});
