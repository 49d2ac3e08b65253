import * as kplus from 'cdk8s-plus-28';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { KafkaOutputOptions, LokiOutputOptions } from '../../../src/agents/log-collector/log-output-options';
import { KafkaSaslMechanism } from '../../../src/agents/log-collector/log-output-options';
import { scope } from '../role-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'ca.crt' };

describe('Elasticsearch', () => {
  test('is spoken to over TLS, in an index a day, unless said otherwise', () => {
    expect(LogOutput.elasticsearch({ host: 'logs.example.com' })._target).toEqual({
      kind: 'elasticsearch',
      host: 'logs.example.com',
      port: 9200,
      tls: true,
      index: { dailyPrefix: 'kubernetes' },
    });
  });

  test('can be anything else', () => {
    const output = LogOutput.elasticsearch({
      host: '10.0.0.7',
      port: 443,
      path: '/es',
      ca,
      index: 'logs-nodes-default',
      credentials: { secret },
    });

    expect(output._target).toMatchObject({
      host: '10.0.0.7',
      port: 443,
      path: '/es',
      ca,
      index: { name: 'logs-nodes-default' },
      credentials: { username: { secret, key: 'username' }, password: { secret, key: 'password' } },
    });
  });

  test.each<[string, Parameters<typeof LogOutput.elasticsearch>[0], string]>([
    ['two indices', { host: 'a', index: 'a', indexPrefix: 'b' }, 'index and indexPrefix are both given'],
    ['a certificate authority without TLS', { host: 'a', tls: false, ca }, 'ca is given and tls is false'],
    ['a host that is an address', { host: 'http://a' }, 'host is "http://a"'],
    ['a port that is none', { host: 'a', port: 0 }, 'port is 0'],
    ['a path that leads elsewhere', { host: 'a', path: '/../x' }, 'path is "/../x"'],
    ['an index in capitals', { host: 'a', index: 'Logs' }, 'index is "Logs"'],
    ['an index that begins with a dash', { host: 'a', indexPrefix: '-logs' }, 'indexPrefix is "-logs"'],
    ['an index that ends its line', { host: 'a', index: 'a\n  @type exec' }, 'index is "a\\n  @type exec"'],
    ['an index that asks for a variable', { host: 'a', index: '${HOME}' }, 'index is "${HOME}"'],
    ['an index that is too long', { host: 'a', index: 'a'.repeat(256) }, 'at most 255'],
  ])('%s fails', (_, options, message) => {
    expect(() => LogOutput.elasticsearch(options)).toThrow(message);
  });

  test('all that is wrong is told at once', () => {
    expect(() => LogOutput.elasticsearch({ host: '', port: -1, index: '*' })).toThrow(/host is[^]*port is[^]*index is/);
  });
});

describe('forward', () => {
  test('is encrypted unless said otherwise', () => {
    expect(LogOutput.forward({ host: 'aggregator' })._target).toEqual({
      kind: 'forward',
      host: 'aggregator',
      port: 24224,
      tls: true,
    });
  });

  test('can be plain, with a key', () => {
    const sharedKey = { secret, key: 'key' };

    expect(LogOutput.forward({ host: 'a', port: 24284, tls: false, sharedKey })._target).toMatchObject({
      port: 24284,
      tls: false,
      sharedKey,
    });
  });

  test('contradictions fail', () => {
    expect(() => LogOutput.forward({ host: 'a b', tls: false, ca })).toThrow(/host is "a b"[^]*ca is given/);
  });
});

describe('HTTP', () => {
  test.each([
    ['https://logs.example.com', { host: 'logs.example.com', port: 443, tls: true, uri: '/' }],
    ['http://logs.example.com/in?a=b', { host: 'logs.example.com', port: 80, tls: false, uri: '/in?a=b' }],
    ['https://logs.example.com:8443/in', { host: 'logs.example.com', port: 8443, tls: true, uri: '/in' }],
    ['http://[fd00::1]:8080/', { host: 'fd00::1', port: 8080, tls: false, uri: '/' }],
  ])('%s says where and how', (url, target) => {
    expect(LogOutput.http({ url })._target).toMatchObject(target);
  });

  test('takes headers and credentials', () => {
    const output = LogOutput.http({
      url: 'https://logs.example.com',
      headers: { 'X-Scope': 'tenant' },
      credentials: { secret, usernameKey: 'user', passwordKey: 'pass' },
    });

    expect(output._target).toMatchObject({
      headers: { 'X-Scope': 'tenant' },
      credentials: { username: { key: 'user' }, password: { key: 'pass' } },
    });
  });

  const url = 'https://logs.example.com';
  const bearerToken = { secret, key: 'token' };
  test.each<[string, Parameters<typeof LogOutput.http>[0], string]>([
    ['a host alone', { url: 'logs.example.com' }, 'write an address such as https://'],
    ['another scheme', { url: 'ftp://logs.example.com' }, 'write an address such as https://'],
    ['a password in the address', { url: 'https://me:secret@logs.example.com' }, 'use credentials instead'],
    ['a fragment', { url: `${url}/#part` }, 'drop the #part'],
    ['a variable in the address', { url: `${url}/\${HOME}` }, '${ cannot stand'],
    ['a certificate authority without TLS', { url: 'http://logs.example.com', ca }, 'is not https: drop the ca'],
    ['two ways to authenticate', { url, bearerToken, credentials: { secret } }, 'are both given: keep one'],
    ['a header that is two', { url, headers: { 'X-A': 'a\r\nX-B: b' } }, 'header X-A is "a\\r\\nX-B: b"'],
    ['a header name that is none', { url, headers: { 'X A': 'a' } }, 'header "X A" is no header name'],
    ['a secret in a header', { url, headers: { authorization: 'Bearer x' } }, 'belongs in credentials or bearerToken'],
  ])('%s fails', (_, options, message) => {
    expect(() => LogOutput.http(options)).toThrow(message);
  });
});

describe('OpenSearch', () => {
  test('is told in the words of Elasticsearch, and is another output', () => {
    expect(LogOutput.opensearch({ host: 'a', indexPrefix: 'logs' })._target).toMatchObject({
      kind: 'opensearch',
      port: 9200,
      index: { dailyPrefix: 'logs' },
    });
    expect(() => LogOutput.opensearch({ host: '' })).toThrow('LogOutput.opensearch: host is ""');
  });
});

describe('Kafka', () => {
  const brokers = ['kafka.example.com:9093', '[fd00::1]:9092'];

  test('is spoken to over TLS, with a password that is never sent, unless said otherwise', () => {
    expect(LogOutput.kafka({ brokers, topic: 'logs' })._target).toEqual({
      kind: 'kafka',
      brokers,
      topic: 'logs',
      tls: true,
    });
    expect(LogOutput.kafka({ brokers, topic: 'logs', credentials: { secret } })._target).toMatchObject({
      credentials: { username: { secret, key: 'username' }, mechanism: 'SCRAM-SHA-512' },
    });
  });

  test.each<[string, Partial<KafkaOutputOptions>, string]>([
    ['no broker', { brokers: [] }, 'brokers is empty'],
    ['a broker without a port', { brokers: ['kafka'] }, 'broker "kafka" has no port'],
    ['a broker that is two', { brokers: ['a:1,b:2'] }, 'broker is "a:1,b"'],
    ['a port that is none', { brokers: ['a:99999'] }, 'broker is 99999'],
    ['a topic that is a template', { topic: '{{ pod }}' }, 'topic is "{{ pod }}"'],
    ['a certificate authority without TLS', { tls: false, ca }, 'ca is given and tls is false'],
    ['a check of nothing', { saslMechanism: KafkaSaslMechanism.PLAIN }, 'saslMechanism is given without credentials'],
  ])('%s fails', (_, options, message) => {
    expect(() => LogOutput.kafka({ brokers, topic: 'logs', ...options })).toThrow(message);
  });
});

describe('Loki', () => {
  const url = 'https://loki.example.com:3100';

  test('gets a label, as it takes no stream without', () => {
    expect(LogOutput.loki({ url })._target).toMatchObject({
      kind: 'loki',
      host: 'loki.example.com',
      port: 3100,
      labels: { job: 'kubernetes' },
    });
  });

  test.each<[string, Partial<LokiOutputOptions>, string]>([
    ['no label', { labels: {} }, 'labels is empty'],
    ['a label that is two', { labels: { job: 'a,b=c' } }, 'label job is "a,b=c"'],
    ['a label that reads the record', { labels: { job: '$log' } }, 'label job is "$log"'],
    ['a name that is none', { labels: { 'a-b': 'c' } }, 'label "a-b" is no label name'],
    ['a label that is there', { labels: { pod: 'c' } }, 'label pod says where a line comes from'],
    ['the path that is added', { url: `${url}/loki/api/v1/push` }, 'the path is added'],
    ['a tenant that ends its line', { tenantId: 'a\nb' }, 'tenantId is "a\\nb"'],
  ])('%s fails', (_, options, message) => {
    expect(() => LogOutput.loki({ url, ...options })).toThrow(message);
  });
});

test('OTLP has its path from the protocol', () => {
  expect(LogOutput.otlp({ url: 'https://otel.example.com:4318/tenant' })._target).toMatchObject({
    kind: 'otlp',
    port: 4318,
    uri: '/tenant',
  });
  expect(() => LogOutput.otlp({ url: 'https://a/v1/logs' })).toThrow('leave the query and /v1/logs out');
  expect(() => LogOutput.otlp({ url: 'https://a/?b=c' })).toThrow('leave the query and /v1/logs out');
});

test('standard output needs nothing', () => {
  expect(LogOutput.stdout()._target).toEqual({ kind: 'stdout', tls: false });
});

test('a Logstash is spoken to over TLS unless said otherwise', () => {
  expect(LogOutput.beats({ host: 'logstash' })._target).toEqual({
    kind: 'beats',
    host: 'logstash',
    port: 5044,
    tls: true,
  });
  expect(() => LogOutput.beats({ host: 'a b', port: 0, tls: false, ca })).toThrow(/host is[^]*port is[^]*ca is given/);
});
