import { withOutputParameters } from '../../../src/agents/log-collector/log-pipeline';
import { OptionFaults } from '../../../src/agents/option-faults';

function merged(parameters: Record<string, string>): Record<string, string> {
  const faults = new OptionFaults('Collector');
  const result = withOutputParameters({ host: 'a', 'tls.ca_file': 'b' }, parameters, faults);
  faults.throwIfAny();
  return result;
}

test('parameters in the words of the product come after those that are written', () => {
  expect(Object.entries(merged({ type_name: 'fluentd' }))).toEqual([
    ['host', 'a'],
    ['tls.ca_file', 'b'],
    ['type_name', 'fluentd'],
  ]);
});

test.each([
  ['one that is written already', { host: 'b' }, 'host is already decided by the LogOutput'],
  ['one that is written already, in other letters', { Host: 'b' }, 'Host is already decided by the LogOutput'],
  ['one that is no name', { 'a b': 'c' }, '"a b" is no parameter name'],
  ['one that opens a section', { '<buffer>': 'c' }, '"<buffer>" is no parameter name'],
  ['one that ends its line', { a: 'b\n@type exec' }, 'a is "b\\n@type exec"'],
  ['one that asks for a variable', { a: '${LOG_OUTPUT_PASSWORD}' }, 'a is "${LOG_OUTPUT_PASSWORD}"'],
])('%s fails', (_, parameters, message) => {
  expect(() => merged(parameters as Record<string, string>)).toThrow(message);
});
