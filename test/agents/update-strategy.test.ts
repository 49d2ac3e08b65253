import { manifestOf, newAgent } from './agent-fixture';
import { UpdateStrategy } from '../../src/agents/update-strategy';

function render(update?: UpdateStrategy): any {
  return manifestOf(newAgent({ update })).spec.updateStrategy;
}

test.each<[string, UpdateStrategy | undefined, object]>([
  ['nothing said', undefined, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } }],
  ['rolling()', UpdateStrategy.rolling(), { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } }],
  [
    'rolling() by number',
    UpdateStrategy.rolling({ maxUnavailable: 3 }),
    { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3 } },
  ],
  [
    'rolling() all at once',
    UpdateStrategy.rolling({ maxUnavailable: '100%' }),
    { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
  ],
  [
    'surge(), which the API server accepts only with an explicit maxUnavailable of 0',
    UpdateStrategy.surge(),
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } },
  ],
  [
    'surge() by number',
    UpdateStrategy.surge({ maxSurge: 1 }),
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  ],
  ['onDelete()', UpdateStrategy.onDelete(), { type: 'OnDelete' }],
])('%s', (_, update, expected) => {
  expect(render(update)).toEqual(expected);
});

describe.each<[string, (value: number | string) => UpdateStrategy]>([
  ['maxUnavailable', (maxUnavailable) => UpdateStrategy.rolling({ maxUnavailable })],
  ['maxSurge', (maxSurge) => UpdateStrategy.surge({ maxSurge })],
])('%s', (field, make) => {
  test.each([0, -1, 1.5, NaN, Infinity, 2 ** 31, '', '10', '0%', '101%', '-5%', '1.5%', '010%', ' 10%', 'all'])(
    'of %p throws',
    (value) => {
      expect(() => make(value)).toThrow(`${field} is ${JSON.stringify(value)}: it must be a whole number of 1 or more`);
    },
  );

  test.each([1, 1000, '1%', '9%', '99%', '100%'])('of %p is accepted', (value) => {
    expect(render(make(value)).rollingUpdate[field]).toBe(value);
  });
});

test('a budget of zero points to onDelete()', () => {
  expect(() => UpdateStrategy.rolling({ maxUnavailable: '0%' })).toThrow('UpdateStrategy.onDelete()');
});
