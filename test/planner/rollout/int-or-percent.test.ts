import { Fault, faultToString } from '../../../src/kubernetes/manifest/fault';
import { Field } from '../../../src/kubernetes/manifest/field';
import { readIntOrPercent, scaledValue } from '../../../src/planner/rollout/int-or-percent';

/** The figures of upstream's GetScaledValueFromIntOrPercent, rounded up. */
test.each([
  ['10%', 7, 1],
  ['30%', 10, 3],
  ['34%', 3, 2],
  ['1%', 1, 1],
  ['100%', 0, 0],
  ['50%', 7, 4],
  ['0%', 9, 0],
  [3, 2, 3],
  [0, 5, 0],
])('%s of %i nodes is %i', (budget, nodes, value) => {
  expect(scaledValue(budget, nodes)).toBe(value);
});

function read(value: unknown): { budget: unknown; faults: string[] } {
  const faults: Fault[] = [];
  const manifest = { object: { value }, apiVersion: 'v1', kind: 'Test', describe: () => 'Test x' };
  const budget = readIntOrPercent(Field.of(manifest, faults).get('value'));
  return { budget, faults: faults.map(faultToString) };
}

test.each([[0], [1], [250], ['0%'], ['10%'], ['100%']])('%j is read as it stands', (value) => {
  expect(read(value)).toEqual({ budget: value, faults: [] });
});

test.each([
  ['1', 'write 1, or "1%"'],
  ['ten', 'must be a whole number of 0 or more, or a percentage such as "10%"'],
  [1.5, 'must be a whole number'],
  [-1, 'must be a whole number'],
  ['101%', 'must not be greater than 100%'],
  [true, 'must be a whole number'],
])('%j is refused: %s', (value, rule) => {
  expect(read(value)).toEqual({ budget: undefined, faults: [expect.stringContaining(rule)] });
});

test('nothing is read where nothing stands', () => {
  expect(read(undefined)).toEqual({ budget: undefined, faults: [] });
});
