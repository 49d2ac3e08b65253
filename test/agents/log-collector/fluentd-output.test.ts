import * as kplus from 'cdk8s-plus-28';
import { renderDirectives } from '../../../src/agents/log-collector/fluentd-directive';
import { fluentdOutput } from '../../../src/agents/log-collector/fluentd-output';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import { KafkaSaslMechanism } from '../../../src/agents/log-collector/log-output-options';
import { scope } from '../role-fixture';
import { FluentdSection, at, parseFluentd } from './parse-fluentd';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'tls.crt' };

function match(output: LogOutput): FluentdSection {
  const directive = { name: 'match', pattern: '**', ...fluentdOutput(output._target) };
  return at(parseFluentd(renderDirectives([directive])), 'match **');
}

describe('Elasticsearch', () => {
  test('gets an index a day over TLS, and its connection is kept', () => {
    expect(match(LogOutput.elasticsearch({ host: 'logs.example.com' })).parameters).toEqual({
      '@type': 'elasticsearch',
      '@id': 'output',
      host: 'logs.example.com',
      port: '9200',
      scheme: 'https',
      logstash_format: 'true',
      logstash_prefix: 'kubernetes',
      reload_connections: 'false',
      reconnect_on_error: 'true',
      reload_on_failure: 'true',
      request_timeout: '30s',
    });
  });

  test('gets one index, credentials and a certificate authority if asked', () => {
    const output = LogOutput.elasticsearch({ host: 'a', path: '/es', index: 'logs', ca, credentials: { secret } });
    const { parameters } = match(output);

    expect(parameters).toMatchObject({
      path: '/es',
      index_name: 'logs',
      ca_file: '/etc/log-output/ca.crt',
      user: `"#{ENV['LOG_OUTPUT_USERNAME']}"`,
      password: `"#{ENV['LOG_OUTPUT_PASSWORD']}"`,
    });
    expect(parameters).not.toHaveProperty('logstash_format');
  });

  test('is spoken to in plain text only if asked', () => {
    expect(match(LogOutput.elasticsearch({ host: 'a', tls: false })).parameters).not.toHaveProperty('scheme');
  });
});

describe('forward', () => {
  test('is acknowledged and encrypted, and may be away when the agent starts', () => {
    const output = match(LogOutput.forward({ host: 'aggregator', ca }));

    expect(output.parameters).toEqual({
      '@type': 'forward',
      '@id': 'output',
      require_ack_response: 'true',
      ignore_network_errors_at_startup: 'true',
      transport: 'tls',
      tls_cert_path: '/etc/log-output/ca.crt',
    });
    expect(at(output, 'server').parameters).toEqual({ host: 'aggregator', port: '24224' });
    expect(output.sections).toHaveLength(1);
  });

  test('knows a shared key from the environment', () => {
    const output = match(LogOutput.forward({ host: 'a', tls: false, sharedKey: { secret, key: 'key' } }));

    expect(output.parameters).not.toHaveProperty('transport');
    expect(at(output, 'security').parameters).toEqual({
      self_hostname: `"#{ENV['K8S_NODE_NAME']}"`,
      shared_key: `"#{ENV['LOG_OUTPUT_SHARED_KEY']}"`,
    });
  });
});

describe('HTTP', () => {
  test('gets JSON arrays, and again after an answer that may change', () => {
    const output = match(LogOutput.http({ url: 'https://logs.example.com/in', ca }));

    expect(output.parameters).toEqual({
      '@type': 'http',
      '@id': 'output',
      endpoint: 'https://logs.example.com:443/in',
      json_array: 'true',
      content_type: 'application/json',
      retryable_response_codes: '[401,403,408,429,500,502,503,504]',
      tls_ca_cert_path: '/etc/log-output/ca.crt',
    });
    expect(at(output, 'format').parameters).toEqual({ '@type': 'json' });
  });

  test('is reached by IPv6 as well', () => {
    expect(match(LogOutput.http({ url: 'http://[fd00::1]:8080/' })).parameters.endpoint).toBe('http://[fd00::1]:8080/');
  });

  test('gets headers as they are, whatever is in them', () => {
    const headers = { 'X-Scope': `it's "quoted" #{1+1} \\` };
    const { parameters } = match(LogOutput.http({ url: 'https://a', headers }));

    expect(JSON.parse(parameters.headers)).toEqual(headers);
  });

  test('gets a token beside other headers', () => {
    const output = LogOutput.http({ url: 'https://a', headers: { 'X-A': 'b' }, bearerToken: { secret, key: 'token' } });

    expect(match(output).parameters.headers).toBe(
      `"{\\"X-A\\":\\"b\\",\\"Authorization\\":\\"Bearer #{ENV['LOG_OUTPUT_BEARER_TOKEN']}\\"}"`,
    );
  });

  test('gets a user name and a password', () => {
    const output = match(LogOutput.http({ url: 'https://a', credentials: { secret } }));

    expect(at(output, 'auth').parameters).toEqual({
      method: 'basic',
      username: `"#{ENV['LOG_OUTPUT_USERNAME']}"`,
      password: `"#{ENV['LOG_OUTPUT_PASSWORD']}"`,
    });
  });
});

test('OpenSearch has a plugin of its own', () => {
  expect(match(LogOutput.opensearch({ host: 'a', index: 'logs' })).parameters).toMatchObject({
    '@type': 'opensearch',
    index_name: 'logs',
    scheme: 'https',
  });
});

describe('Kafka', () => {
  const brokers = ['a:9093', 'b:9093'];

  test('gets JSON with the time of the record, over TLS', () => {
    const output = match(LogOutput.kafka({ brokers, topic: 'logs' }));

    expect(output.parameters).toEqual({
      '@type': 'kafka2',
      '@id': 'output',
      brokers: '["a:9093","b:9093"]',
      default_topic: 'logs',
      topic_key: '@topic',
      required_acks: '-1',
      use_event_time: 'true',
      ssl_ca_certs_from_system: 'true',
    });
    expect(at(output, 'format').parameters).toEqual({ '@type': 'json' });
  });

  test.each([
    [KafkaSaslMechanism.PLAIN, undefined],
    [KafkaSaslMechanism.SCRAM_SHA_256, 'sha256'],
    [KafkaSaslMechanism.SCRAM_SHA_512, 'sha512'],
  ])('checks a password by %s', (saslMechanism, scram) => {
    const output = match(LogOutput.kafka({ brokers, topic: 'logs', ca, credentials: { secret }, saslMechanism }));

    expect(output.parameters).toMatchObject({
      ssl_ca_cert: '["/etc/log-output/ca.crt"]',
      username: `"#{ENV['LOG_OUTPUT_USERNAME']}"`,
      sasl_over_ssl: 'true',
    });
    expect(output.parameters.scram_mechanism).toBe(scram);
  });

  test('in plain text is told that it is', () => {
    const output = match(LogOutput.kafka({ brokers, topic: 'logs', tls: false, credentials: { secret } }));

    expect(output.parameters.sasl_over_ssl).toBe('false');
    expect(output.parameters).not.toHaveProperty('ssl_ca_certs_from_system');
  });
});

test('standard output is written to without Fluentd’s own words around it', () => {
  const output = match(LogOutput.stdout());

  expect(output.parameters).toMatchObject({ '@type': 'stdout', use_logger: 'false' });
  expect(at(output, 'format').parameters).toEqual({ '@type': 'json' });
});
