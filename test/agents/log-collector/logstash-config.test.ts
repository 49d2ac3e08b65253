import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { pipelineOf } from './pipeline-fixture';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import { KafkaSaslMechanism } from '../../../src/agents/log-collector/log-output-options';
import { logstashConfig, logstashSettings } from '../../../src/agents/log-collector/logstash-config';
import { OptionFaults } from '../../../src/agents/option-faults';
import { scope } from '../role-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'tls.crt' };

function config(output: LogOutput, outputParameters: Record<string, string> = {}): string {
  const faults = new OptionFaults('Collector');
  const text = logstashConfig(pipelineOf({ target: output._target, outputParameters }), faults);
  faults.throwIfAny();
  return text;
}

/** The settings of the output, a line each. */
function settings(output: LogOutput, outputParameters: Record<string, string> = {}): string[] {
  const lines = config(output, outputParameters).split('\n');
  return lines.slice(lines.indexOf('output {') + 1, -3).map((line) => line.trim());
}

test('what is received is on the node before it is acknowledged, and a full queue makes the senders wait', () => {
  expect(parse(logstashSettings('/state'))).toEqual({
    'api.http.host': '0.0.0.0',
    'api.http.port': 9600,
    'path.data': '/state',
    'queue.type': 'persisted',
    'queue.max_bytes': 536870912,
    'dead_letter_queue.enable': true,
    allow_superuser: true,
  });
});

test('Beats are received', () => {
  expect(config(LogOutput.stdout())).toContain('input {\n  beats {\n    port => 5044\n  }\n}\n');
});

test.each<[string, LogOutput, string[]]>([
  [
    'Elasticsearch gets an index a day',
    LogOutput.elasticsearch({ host: 'a', path: '/es', ca, credentials: { secret } }),
    [
      'elasticsearch {',
      'hosts => ["https://a:9200/es"]',
      'index => "kubernetes-%{+yyyy.MM.dd}"',
      'action => "create"',
      'data_stream => false',
      'manage_template => false',
      'ilm_enabled => false',
      'retry_max_interval => 30',
      'user => "${LOG_OUTPUT_USERNAME}"',
      'password => "${LOG_OUTPUT_PASSWORD}"',
      'ssl_certificate_authorities => ["/etc/log-output/ca.crt"]',
    ],
  ],
  [
    'Kafka gets JSON',
    LogOutput.kafka({ brokers: ['a:1', 'b:2'], topic: 'logs', ca, credentials: { secret } }),
    [
      'kafka {',
      'codec => "json"',
      'bootstrap_servers => "a:1,b:2"',
      'topic_id => "logs"',
      'acks => "all"',
      'security_protocol => "SASL_SSL"',
      'sasl_mechanism => "SCRAM-SHA-512"',
      `sasl_jaas_config => 'org.apache.kafka.common.security.scram.ScramLoginModule required ` +
        `username="\${LOG_OUTPUT_USERNAME}" password="\${LOG_OUTPUT_PASSWORD}";'`,
      'ssl_truststore_type => "PEM"',
      'ssl_truststore_location => "/etc/log-output/ca.crt"',
    ],
  ],
  [
    'HTTP gets JSON arrays, and headers as they are',
    LogOutput.http({ url: 'https://a/in', headers: { 'X-A': 'b" } $C' }, bearerToken: ca }),
    [
      'http {',
      'url => "https://a:443/in"',
      'http_method => "post"',
      'format => "json_batch"',
      `headers => { "X-A" => 'b" } $C' "Authorization" => "Bearer \${LOG_OUTPUT_BEARER_TOKEN}" }`,
    ],
  ],
  ['standard output gets a JSON text a line', LogOutput.stdout(), ['stdout {', 'codec => "json_lines"']],
])('%s', (_, output, expected) => {
  expect(settings(output)).toEqual(expected);
});

test('a password that Kafka sends as it is has another module', () => {
  const plain = LogOutput.kafka({
    brokers: ['a:1'],
    topic: 'b',
    tls: false,
    credentials: { secret },
    saslMechanism: KafkaSaslMechanism.PLAIN,
  });

  expect(config(plain)).toContain('plain.PlainLoginModule');
  expect(config(plain)).toContain('security_protocol => "SASL_PLAINTEXT"');
});

test('the output takes settings in Logstash’s own words', () => {
  const output = LogOutput.http({ url: 'https://a' });

  expect(settings(output, { http_compression: 'true' })).toContain('http_compression => "true"');
});

test.each<[string, LogOutput, Record<string, string>, string]>([
  ['a setting that is there', LogOutput.stdout(), { codec: 'line' }, 'codec is already decided'],
  ['a name that is none', LogOutput.stdout(), { 'a => 1 }': 'b' }, 'is no setting of a plugin'],
  ['both kinds of quotes', LogOutput.stdout(), { id: `a"b'c` }, 'cannot hold both kinds of quotes'],
  ['the environment', LogOutput.stdout(), { id: '${HOME}' }, '${ cannot stand in a configuration value'],
  ['a field of the event', LogOutput.stdout(), { id: '%{host}' }, '%{ stands for a field of the event'],
  ['a header of fields', LogOutput.http({ url: 'https://a', headers: { 'X-A': '%{b}' } }), {}, 'X-A is "%{b}"'],
])('%s is refused', (_, output, outputParameters, message) => {
  expect(() => config(output, outputParameters)).toThrow(message);
});
