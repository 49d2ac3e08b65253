import { Collector } from '../../../src/agents/log-collector/collector';
import { LogOutput } from '../../../src/agents/log-collector/log-output';

test('a product that cannot deliver to an output says what it can, and who can', () => {
  const url = 'https://loki.example.com';

  expect(() => Collector.fluentd({ output: LogOutput.loki({ url }) })).toThrow(
    'Collector of fluentd: output is LogOutput.loki, which fluentd cannot deliver to. ' +
      'It delivers to elasticsearch, opensearch, kafka, forward, http, stdout; to loki deliver fluent-bit',
  );
  expect(() => Collector.fluentBit({ output: LogOutput.loki({ url }) })).not.toThrow();
});

test('it is told beside everything else that is wrong', () => {
  const output = LogOutput.otlp({ url: 'https://a' });

  expect(() => Collector.fluentd({ output, stateDirectory: 'state' })).toThrow(/stateDirectory[^]*LogOutput\.otlp/);
});
