import fc from 'fast-check';
import {
  parseQuantity,
  quantityMilliValue,
  quantityToString,
  quantityValue,
  tryParseQuantity,
} from '../../src/kubernetes/quantity';

const FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const SUFFIX = "unable to parse quantity's suffix";
const MAX_INT64 = 2n ** 63n - 1n;

describe('ParseQuantity', () => {
  test.each<[string, bigint, bigint]>([
    ['0.1', 100n, 1n],
    ['100m', 100n, 1n],
    ['1n', 1n, 1n],
    ['1u', 1n, 1n],
    ['.5', 500n, 1n],
    ['1.G', 1_000_000_000_000n, 1_000_000_000n],
    ['1E', 10n ** 21n, 10n ** 18n],
    ['1E3', 1_000_000n, 1000n],
    ['1e3', 1_000_000n, 1000n],
    ['1e-3', 1n, 1n],
    ['1.5Gi', 1_610_612_736_000n, 1_610_612_736n],
    ['0.1Gi', 107_374_182_400n, 107_374_183n],
    ['123Mi', 128_974_848_000n, 128_974_848n],
    ['-1.5', -1500n, -2n],
    ['+4', 4000n, 4n],
    ['007', 7000n, 7n],
    ['0', 0n, 0n],
  ])('%s is %d thousandths, or %d when rounded up', (text, milli, value) => {
    expect(quantityMilliValue(parseQuantity(text))).toBe(milli);
    expect(quantityValue(parseQuantity(text))).toBe(value);
  });

  test.each<[string, bigint]>([
    ['n', -9n],
    ['u', -6n],
    ['m', -3n],
    ['', 0n],
    ['k', 3n],
    ['M', 6n],
    ['G', 9n],
    ['T', 12n],
    ['P', 15n],
  ])('the suffix "%s" is a power of ten: %d', (suffix, power) => {
    expect(parseQuantity(`2${suffix}`)).toBe(2n * 10n ** (9n + power));
  });

  test.each(['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, i) => [suffix, 10n * BigInt(i + 1)] as const))(
    'the suffix %s is a power of two: %d',
    (suffix, power) => {
      expect(quantityValue(parseQuantity(`2${suffix}`))).toBe(2n ** (power + 1n));
    },
  );

  test.each([
    ['1K', SUFFIX],
    ['1ki', SUFFIX],
    ['1i', SUFFIX],
    ['1e', SUFFIX],
    ['1kM', SUFFIX],
    ['1GB', FORMAT],
    ['0.1mi', SUFFIX],
    ['1.1.M', FORMAT],
    ['1+1.0M', FORMAT],
    ['-3.01e-', SUFFIX],
    ['0x1', FORMAT],
    ['1_000', FORMAT],
    ['1,5', FORMAT],
    ['', FORMAT],
    [' 1', FORMAT],
    ['1 ', FORMAT],
    ['lots', FORMAT],
  ])('"%s" breaks a rule: %s', (text, rule) => {
    expect(tryParseQuantity(text)).toEqual({ rule });
    expect(() => parseQuantity(text)).toThrow(`"${text}" is not a quantity: ${rule}`);
  });

  test.each(['.', '-', '+', 'Ki', 'e3', '-m'])('"%s" has no digit: a fault, where upstream reads 0', (text) => {
    expect(tryParseQuantity(text)).toEqual({ rule: FORMAT });
  });

  test('what is smaller than a billionth is rounded away from zero, never to zero', () => {
    expect(parseQuantity('1e-99')).toBe(1n);
    expect(parseQuantity('-0.1n')).toBe(-1n);
    expect(parseQuantity('1.1n')).toBe(2n);
  });

  test.each(['100E', '8Ei', '9223372036854775808', '1e99', '1e999999999'])(
    '%s is capped at the largest int64',
    (text) => {
      expect(quantityValue(parseQuantity(text))).toBe(MAX_INT64);
      expect(quantityValue(parseQuantity(`-${text}`))).toBe(-MAX_INT64);
    },
  );

  test('equal amounts are equal, however they are written', () => {
    expect(new Set(['1', '1000m', '1e0', '0.001k', '1.0', '01'].map(parseQuantity)).size).toBe(1);
  });

  test('a text is parsed once: the same answer is given again, faults too', () => {
    expect(tryParseQuantity('12345m')).toBe(tryParseQuantity('12345m'));
    expect(tryParseQuantity('12345q')).toBe(tryParseQuantity('12345q'));
  });
});

describe('quantityToString', () => {
  test.each([
    ['cpu', '1', '1'],
    ['cpu', '0.1', '100m'],
    ['cpu', '1500m', '1500m'],
    ['cpu', '2000m', '2'],
    ['cpu', '1024', '1024'],
    ['cpu', '1n', '1m'],
    ['cpu', '0', '0'],
    ['memory', '0', '0'],
    ['memory', '134217728', '128Mi'],
    ['memory', '1536Mi', '1536Mi'],
    ['memory', '2048Mi', '2Gi'],
    ['memory', '1000', '1000'],
    ['memory', '1025', '1025'],
    ['memory', '-2Gi', '-2Gi'],
    ['memory', '0.5', '500m'],
    ['pods', '110', '110'],
  ])('%s of %s is written %s', (resource, text, written) => {
    expect(quantityToString(parseQuantity(text), resource)).toBe(written);
  });

  const milli = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });

  test.each(['cpu', 'memory'])('of %s reads back as the same amount, for whole thousandths', (resource) => {
    fc.assert(
      fc.property(milli, (amount) => {
        const quantity = amount * 1_000_000n;
        expect(parseQuantity(quantityToString(quantity, resource))).toBe(quantity);
      }),
    );
  });
});

test('rounding up is never below the amount, and by less than one unit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), (quantity) => {
      const above = quantityValue(quantity) * 1_000_000_000n - quantity;
      expect(above >= 0n && above < 1_000_000_000n).toBe(true);
      expect(quantityValue(-quantity)).toBe(-quantityValue(quantity));
    }),
  );
});
