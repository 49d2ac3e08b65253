import { Structure, withStructuredParameters } from '../../../src/agents/log-collector/structured-parameters';
import { OptionFaults } from '../../../src/agents/option-faults';

function added(output: Structure, parameters: Record<string, string>): Structure {
  const faults = new OptionFaults('Collector');
  const result = withStructuredParameters(output, parameters, faults);
  faults.throwIfAny();
  return result;
}

test('dots lead into what nests, and values have the type they read as', () => {
  const output = { batch: { timeout: 5 }, type: 'http' };

  expect(
    added(output, { 'batch.size': '10', 'tls.verify': 'true', ratio: '0.5', zip: '01234', version: '"1.3"' }),
  ).toEqual({
    batch: { timeout: 5, size: 10 },
    type: 'http',
    tls: { verify: true },
    ratio: 0.5,
    zip: '01234',
    version: '1.3',
  });
  expect(output).toEqual({ batch: { timeout: 5 }, type: 'http' });
});

test.each<[string, string, string]>([
  ['what is decided', 'type', 'type is already decided by the LogOutput'],
  ['what is decided inside', 'batch.timeout', 'batch.timeout is already decided'],
  ['the whole of what is decided in part', 'batch', 'batch is already decided'],
  ['what is no map', 'type.name', 'type.name is already decided'],
  ['a name that is none', 'a b', '"a b" is no parameter name'],
  ['an empty part of a name', 'a..b', '"a..b" is no parameter name'],
  ['a prototype', '__proto__.polluted', '"__proto__.polluted" is no parameter name'],
])('%s cannot be said again', (_, name, message) => {
  expect(() => added({ batch: { timeout: 5 }, type: 'http' }, { [name]: 'x' })).toThrow(message);
});

test('a value that asks for the environment is refused', () => {
  expect(() => added({}, { name: '${HOME}' })).toThrow('${ cannot stand in a configuration value');
});
