import fc from 'fast-check';
import { Taint } from '../../src/kubernetes/taint';
import {
  Toleration,
  isTolerated,
  matchToleration,
  mergeTolerations,
  tolerationToString,
  toleratesTaint,
} from '../../src/kubernetes/toleration';

const KEYS = [undefined, 'a', 'b'];
const VALUES = [undefined, 'x', 'y'];
const EFFECTS = [undefined, 'NoSchedule', 'PreferNoSchedule', 'NoExecute'];

const anyToleration: fc.Arbitrary<Toleration> = fc.record({
  key: fc.constantFrom(...KEYS),
  operator: fc.constantFrom(undefined, 'Equal', 'Exists', 'Gt'),
  value: fc.constantFrom(...VALUES),
  effect: fc.constantFrom(...EFFECTS),
  tolerationSeconds: fc.constantFrom(undefined, 0, 30, 300),
});
const anyTolerations = fc.array(anyToleration, { maxLength: 5 });
const anyTaint: fc.Arbitrary<Taint> = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  value: fc.constantFrom(...VALUES),
  effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
});

/** `key=value:effect` or `key:effect`. */
function taint(text: string): Taint {
  const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(text)!;
  return { key, value, effect };
}

describe('ToleratesTaint', () => {
  test.each<[Toleration, string, boolean]>([
    // key and value
    [{ key: 'a', operator: 'Equal', value: 'x' }, 'a=x:NoSchedule', true],
    [{ key: 'a', operator: 'Equal', value: 'x' }, 'a=y:NoSchedule', false],
    [{ key: 'a', operator: 'Equal', value: 'x' }, 'b=x:NoSchedule', false],
    [{ key: 'a', operator: 'Equal', value: 'x' }, 'a:NoSchedule', false],
    [{ key: 'a', value: 'x' }, 'a=x:NoSchedule', true],
    [{ key: 'a', value: 'x', operator: '' }, 'a=x:NoSchedule', true],
    [{ key: 'a', operator: 'Equal', value: '' }, 'a:NoSchedule', true],
    [{ key: 'a', operator: 'Equal' }, 'a:NoSchedule', true],
    [{ key: 'a', operator: 'Equal' }, 'a=:NoSchedule', true],
    [{ key: 'a', operator: 'Equal' }, 'a=x:NoSchedule', false],
    // Exists
    [{ key: 'a', operator: 'Exists' }, 'a=x:NoExecute', true],
    [{ key: 'a', operator: 'Exists' }, 'a:NoSchedule', true],
    [{ key: 'a', operator: 'Exists' }, 'b=x:NoSchedule', false],
    [{ key: 'a', operator: 'Exists', value: 'y' }, 'a=x:NoSchedule', true],
    // effect
    [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }, 'a=x:NoSchedule', true],
    [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }, 'a=x:NoExecute', false],
    [{ key: 'a', operator: 'Exists', effect: '' }, 'a=x:NoExecute', true],
    [{ operator: 'Exists', effect: 'NoSchedule' }, 'b:NoExecute', false],
    [{ operator: 'Exists', effect: 'NoSchedule' }, 'b:NoSchedule', true],
    // everything
    [{ operator: 'Exists' }, 'a=x:NoSchedule', true],
    [{ operator: 'Exists', key: '' }, 'a=x:NoExecute', true],
    // an empty key without Exists: the API refuses it, at run time it is any key with that value
    [{}, 'a:NoSchedule', true],
    [{}, 'a=x:NoSchedule', false],
    [{ value: 'x' }, 'b=x:NoExecute', true],
    // operators of the gate TaintTolerationComparisonOperators, which is off, and unknown ones
    [{ key: 'a', operator: 'Gt', value: '1' }, 'a=2:NoSchedule', false],
    [{ key: 'a', operator: 'Lt', value: '3' }, 'a=2:NoSchedule', false],
    [{ key: 'a', operator: 'exists' }, 'a=x:NoSchedule', false],
    // seconds decide when a pod leaves, not whether it comes
    [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }, 'a:NoExecute', true],
  ])('%j tolerates %s: %s', (toleration, text, tolerates) => {
    expect(toleratesTaint(toleration, taint(text))).toBe(tolerates);
  });

  test('a toleration of everything tolerates every taint', () => {
    fc.assert(fc.property(anyTaint, (each) => expect(toleratesTaint({ operator: 'Exists' }, each)).toBe(true)));
  });
});

test('FindMatchingUntoleratedTaint: one matching toleration of a list is enough, and an empty list tolerates nothing', () => {
  const tolerations = [
    { key: 'b', operator: 'Exists' },
    { key: 'a', value: 'x' },
  ];
  expect(isTolerated(taint('a=x:NoSchedule'), tolerations)).toBe(true);
  expect(isTolerated(taint('a=y:NoSchedule'), tolerations)).toBe(false);
  expect(isTolerated(taint('a=x:NoSchedule'), [])).toBe(false);
});

describe('MatchToleration', () => {
  const toleration: Toleration = { key: 'a', operator: 'Equal', value: 'x', effect: 'NoExecute', tolerationSeconds: 5 };

  test.each<[Toleration, boolean]>([
    [{ ...toleration }, true],
    [{ ...toleration, tolerationSeconds: undefined }, true],
    [{ ...toleration, key: 'b' }, false],
    [{ ...toleration, value: 'y' }, false],
    [{ ...toleration, effect: undefined }, false],
    [{ ...toleration, operator: undefined }, false],
  ])('is the same entry as %j: %s', (other, same) => {
    expect(matchToleration(toleration, other)).toBe(same);
  });

  test('absent and empty are the same', () => {
    expect(matchToleration({}, { key: '', operator: '', value: '', effect: '' })).toBe(true);
  });

  test('is symmetric, and true of itself', () => {
    fc.assert(
      fc.property(anyToleration, anyToleration, (a, b) => {
        expect(matchToleration(a, b)).toBe(matchToleration(b, a));
        expect(matchToleration(a, { ...a })).toBe(true);
      }),
    );
  });

  test('the same entry tolerates the same taints, whatever its seconds', () => {
    fc.assert(
      fc.property(anyToleration, fc.nat(), anyTaint, (any, tolerationSeconds, each) => {
        const { key = '', operator = '', value = '', effect = '' } = any;
        const same = { key, operator, value, effect, tolerationSeconds };
        expect(matchToleration(any, same)).toBe(true);
        expect(toleratesTaint(same, each)).toBe(toleratesTaint(any, each));
      }),
    );
  });
});

describe('MergeTolerations of pkg/util/tolerations', () => {
  const all: Toleration = { operator: 'Exists' };
  const noSchedule: Toleration = { operator: 'Exists', effect: 'NoSchedule' };
  const noExecute: Toleration = { operator: 'Exists', effect: 'NoExecute' };
  const forAMinute: Toleration = { ...noExecute, tolerationSeconds: 60 };
  const forAnHour: Toleration = { ...noExecute, tolerationSeconds: 3600 };
  const key: Toleration = { key: 'a', operator: 'Exists' };
  const keyNoSchedule: Toleration = { key: 'a', operator: 'Exists', effect: 'NoSchedule' };
  const value: Toleration = { key: 'a', operator: 'Equal', value: 'x' };
  const valueNoSchedule: Toleration = { key: 'a', operator: 'Equal', value: 'x', effect: 'NoSchedule' };
  const unstatedOperator: Toleration = { key: 'a', value: 'x', effect: 'NoSchedule' };
  const greater: Toleration = { key: 'a', operator: 'Gt', value: 'x' };

  test.each<[string, Toleration[], Toleration[], Toleration[]]>([
    ['nothing and nothing', [], [], []],
    ['something and nothing', [key], [], [key]],
    ['nothing and something', [], [key], [key]],
    ['different ones, in order', [key], [{ ...key, key: 'b' }], [key, { ...key, key: 'b' }]],
    ['equal ones: the first', [key], [{ ...key }], [key]],
    ['equal ones in one list', [key, { ...key }], [], [key]],
    ['everything first', [all], [key, noExecute, valueNoSchedule], [all]],
    ['everything last', [key, noExecute, valueNoSchedule], [all], [all]],
    ['every effect and one effect', [noSchedule], [all], [all]],
    ['one effect and a key of it', [noSchedule], [keyNoSchedule], [noSchedule]],
    ['one effect and a key of all', [noSchedule], [key], [noSchedule, key]],
    ['two effects', [noSchedule], [noExecute], [noSchedule, noExecute]],
    ['a key and one of its effects', [keyNoSchedule], [key], [key]],
    ['a key and one of its values', [value], [key], [key]],
    ['a value and one of its effects', [value], [valueNoSchedule], [value]],
    ['two values', [value], [{ ...value, value: 'y' }], [value, { ...value, value: 'y' }]],
    ['a value does not cover its key', [value], [keyNoSchedule], [value, keyNoSchedule]],
    ['Equal does not cover an operator that is not written', [value], [unstatedOperator], [value, unstatedOperator]],
    ['an operator that is not written covers Equal', [unstatedOperator], [valueNoSchedule], [unstatedOperator]],
    ['an unknown operator covers nothing', [greater], [value], [greater, value]],
    ['for ever and a minute', [forAMinute], [noExecute], [noExecute]],
    ['an hour and a minute', [forAMinute], [forAnHour], [forAnHour]],
    ['a minute and an hour', [forAnHour], [forAMinute], [forAnHour]],
    ['a minute does not cover for ever', [noExecute, key], [forAMinute], [noExecute, key]],
    [
      'a minute does not cover a key for ever',
      [forAMinute],
      [{ ...noExecute, key: 'a' }],
      [forAMinute, { ...noExecute, key: 'a' }],
    ],
  ])('%s', (_, first, second, merged) => {
    expect(mergeTolerations(first, second)).toEqual(merged);
  });

  test('never tolerates less, and never more', () => {
    fc.assert(
      fc.property(anyTolerations, anyTolerations, anyTaint, (first, second, each) => {
        const merged = mergeTolerations(first, second);
        expect(isTolerated(each, merged)).toBe(isTolerated(each, [...first, ...second]));
      }),
    );
  });

  test('only leaves out: what remains stands in order', () => {
    fc.assert(
      fc.property(anyTolerations, anyTolerations, (first, second) => {
        const rest = [...first, ...second];
        for (const toleration of mergeTolerations(first, second)) {
          const at = rest.indexOf(toleration);
          expect(at).toBeGreaterThanOrEqual(0);
          rest.splice(0, at + 1);
        }
      }),
    );
  });
});

test.each<[Toleration, string]>([
  [{ key: 'a', operator: 'Equal', value: 'x', effect: 'NoSchedule' }, 'a=x:NoSchedule'],
  [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }, 'a:NoSchedule'],
  [{ key: 'a', operator: 'Exists' }, 'a'],
  [{ key: 'a' }, 'a='],
  [{ operator: 'Exists' }, '*'],
  [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }, '*:NoExecute for 30s'],
])('%j reads as %s', (toleration, text) => {
  expect(tolerationToString(toleration)).toBe(text);
});
