import { requireFlags } from '../../src/agents/flag-faults';
import { OptionFaults } from '../../src/agents/option-faults';

test.each<[string, string | undefined]>([
  ['--other=1', undefined],
  ['port=1', 'args: "port=1" is no flag'],
  ['--port=1', 'args: --port is set already'],
  ['--port', 'args: --port is set already'],
  ['--porter', undefined],
])('%s', (arg, fault) => {
  const faults = new OptionFaults('Agent');
  requireFlags(faults, ['--port=8080'], [arg]);
  if (fault) expect(() => faults.throwIfAny()).toThrow(fault);
  else expect(() => faults.throwIfAny()).not.toThrow();
});
