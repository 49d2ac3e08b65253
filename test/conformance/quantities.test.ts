import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quantityMilliValue, quantityValue, tryParseQuantity } from '../../src/kubernetes/quantity';

const recorded: any[] = JSON.parse(readFileSync(join(__dirname, 'quantities.json'), 'utf8'));

test('every recorded quantity parses to the same value, or fails by the same rule', () => {
  const parsed = recorded.map(({ quantity }) => {
    const result = tryParseQuantity(quantity);
    return 'rule' in result
      ? { quantity, error: result.rule }
      : {
          quantity,
          value: String(quantityValue(result.quantity)),
          milliValue: String(quantityMilliValue(result.quantity)),
        };
  });
  expect(recorded.length).toBeGreaterThan(300);
  expect(parsed).toEqual(recorded);
});
