import { requireKnown } from '../../src/agents/known-words';
import { OptionFaults } from '../../src/agents/option-faults';

function told(...written: string[]): () => void {
  const faults = new OptionFaults('Agent');
  requireKnown(faults, 'plugins', written, ['cpu', 'memory']);
  return () => faults.throwIfAny();
}

test('known words are no fault', () => {
  expect(told('cpu', 'memory')).not.toThrow();
});

test('a typo is told with what was meant, and anything else with what there is', () => {
  expect(told('memroy', 'constructor')).toThrow(
    'Agent: plugins: "memroy" is unknown; did you mean memory?\n' +
      'Agent: plugins: "constructor" is unknown; there are cpu, memory',
  );
});
