import * as kplus from 'cdk8s-plus-28';
import { renderDirectives } from '../../../src/agents/log-collector/fluentd-directive';
import { fluentdOutput } from '../../../src/agents/log-collector/fluentd-output';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
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
