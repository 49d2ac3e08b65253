import * as kplus from 'cdk8s-plus-28';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { HttpTarget } from '../../../src/agents/log-collector/log-target';
import { secretsOf, urlOf } from '../../../src/agents/log-collector/log-target';
import { scope } from '../role-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const value = (key: string) => ({ secret, key });

test.each<[string, LogOutput, Record<string, kplus.SecretValue>]>([
  ['nothing secret', LogOutput.forward({ host: 'a' }), {}],
  [
    'credentials for Elasticsearch',
    LogOutput.elasticsearch({ host: 'a', credentials: { secret } }),
    { LOG_OUTPUT_USERNAME: value('username'), LOG_OUTPUT_PASSWORD: value('password') },
  ],
  [
    'credentials for HTTP',
    LogOutput.http({ url: 'https://a', credentials: { secret, usernameKey: 'u' } }),
    { LOG_OUTPUT_USERNAME: value('u'), LOG_OUTPUT_PASSWORD: value('password') },
  ],
  [
    'credentials for Kafka',
    LogOutput.kafka({ brokers: ['a:9093'], topic: 'b', credentials: { secret } }),
    { LOG_OUTPUT_USERNAME: value('username'), LOG_OUTPUT_PASSWORD: value('password') },
  ],
  [
    'a token for OTLP',
    LogOutput.otlp({ url: 'https://a', bearerToken: value('t') }),
    { LOG_OUTPUT_BEARER_TOKEN: value('t') },
  ],
  ['a token', LogOutput.http({ url: 'https://a', bearerToken: value('t') }), { LOG_OUTPUT_BEARER_TOKEN: value('t') }],
  ['a shared key', LogOutput.forward({ host: 'a', sharedKey: value('k') }), { LOG_OUTPUT_SHARED_KEY: value('k') }],
])('an output with %s takes it from the environment', (_, output, secrets) => {
  expect(secretsOf(output._target)).toEqual(secrets);
});

test.each([
  ['https://a', undefined, 'https://a:443/'],
  ['https://a/b/?c', undefined, 'https://a:443/b/?c'],
  ['http://[fd00::1]:8080/b/', '/v1/logs', 'http://[fd00::1]:8080/b/v1/logs'],
])('%s with the path %s is %s', (url, path, expected) => {
  expect(urlOf(LogOutput.http({ url })._target as HttpTarget, path)).toBe(expected);
});
