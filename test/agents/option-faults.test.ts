import { Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { unchecked } from './role-fixture';
import { OptionFaults } from '../../src/agents/option-faults';

function faultOf(check: (faults: OptionFaults) => void): string | undefined {
  const faults = new OptionFaults('Thing');
  check(faults);
  try {
    faults.throwIfAny();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test('nothing is thrown while nothing is wrong', () => {
  expect(faultOf((faults) => faults.require(true, 'never'))).toBeUndefined();
});

test('every fault is told, each with its subject', () => {
  const message = faultOf((faults) => {
    faults.port('port', 0);
    faults.require(false, 'it is wrong');
  });

  expect(message).toBe('Thing: port is 0: a port is a whole number from 1 to 65535\nThing: it is wrong');
});

test('a rule answers whether it holds, so that another can build on it', () => {
  const faults = new OptionFaults('Thing');

  expect(faults.require(true, 'never')).toBe(true);
  expect(faults.require(false, 'always')).toBe(false);
});

test.each(['logs', 'logs.example.com', 'es-master_1.svc', '10.0.0.1', 'fd00::1', '::1'])('%s is a host', (host) => {
  expect(faultOf((faults) => faults.host('host', host))).toBeUndefined();
});

test.each(['', 'http://logs', 'logs:9200', 'logs/path', 'logs example', 'a\nb', "a'b", '${HOST}', '-logs', '[::1]'])(
  '%j is no host',
  (host) => {
    expect(faultOf((faults) => faults.host('host', host))).toMatch('write a host name or an IP address alone');
  },
);

test.each([-1, 0, 65536, 1.5, NaN])('%s is no port', (port) => {
  expect(faultOf((faults) => faults.port('port', port))).toMatch(`port is ${port}`);
});

test.each(['/var/lib/logs', '/a', '/var/lib/node-agents/a.b_c@d+e'])('%s is an absolute path', (path) => {
  expect(faultOf((faults) => faults.absolutePath('path', path))).toBeUndefined();
});

test.each(['', '/', 'var/log', '/var/log/', '/var//log', '/var/../etc', '/a b', '/a\nb', '/a${B}', "/a'b", '/a*'])(
  '%j is no absolute path that stands in a configuration file',
  (path) => {
    expect(faultOf((faults) => faults.absolutePath('path', path))).toMatch('write an absolute path');
  },
);

test.each(['', 'plain', `'"#{1+1}\\`, '$HOME', '100 %', 'naïve'])('%j is plain text', (text) => {
  expect(faultOf((faults) => faults.plainText('text', text))).toBeUndefined();
});

test.each(['a\nb', 'a\rb', 'a\u0000b', '\tb', '\u0085', '${HOME}', 'a${b'])('%j is no plain text', (text) => {
  expect(faultOf((faults) => faults.plainText('text', text))).toMatch('cannot stand in a configuration value');
});

enum Word {
  CONTAINERD = 'containerd',
  CRIO = 'crio',
}

test.each([undefined, 'containerd', 'crio'])('%s is a word', (word) => {
  expect(faultOf((faults) => faults.word('runtime', word, Word))).toBeUndefined();
});

test.each([
  ['containrd', 'Thing: runtime: "containrd" is unknown; did you mean containerd?'],
  ['', 'Thing: runtime: "" is unknown; there are containerd, crio'],
  ['CONTAINERD', 'Thing: runtime: "CONTAINERD" is unknown; '],
])('%j is none of the words', (word, fault) => {
  expect(faultOf((faults) => faults.word('runtime', word, Word))).toMatch(fault);
});

test('what a list has twice is told once', () => {
  expect(faultOf((faults) => faults.distinct('groups', ['a', 'b']))).toBeUndefined();
  expect(faultOf((faults) => faults.distinct('groups', ['a', 'b', 'a', 'a']))).toBe(
    'Thing: groups has "a" more than once',
  );
});

describe('secrets', () => {
  const secret = kplus.Secret.fromSecretName(new Chart(Testing.app(), 'chart'), 'secret', 'backup');

  test('are named', () => {
    expect(faultOf((faults) => faults.secret('tls', secret))).toBeUndefined();
    expect(faultOf((faults) => faults.secret('tls', undefined))).toBeUndefined();
    expect(faultOf((faults) => faults.secretValue('password', { secret, key: 'password' }))).toBeUndefined();
  });

  test.each(['s3cr3t', {}, null])('are never what they hold: %j', (value) => {
    const message = faultOf((faults) => faults.secret('tls', unchecked(value)));
    expect(message).toBe('Thing: tls is no Secret: write Secret.fromSecretName(scope, id, name)');
  });

  test.each(['s3cr3t', {}, null, undefined, { secret, key: '' }, { secret: 's3cr3t', key: 'a' }])(
    'have their values told by key: %p is none',
    (value) => {
      const message = faultOf((faults) => faults.secretValue('password', unchecked(value)));
      expect(message).toBe(
        'Thing: password is no value of a Secret: write { secret: Secret.fromSecretName(scope, id, name), key }',
      );
    },
  );
});

test.each([undefined, Duration.seconds(1), Duration.hours(1), Duration.millis(2000)])('%s is a time', (duration) => {
  expect(faultOf((faults) => faults.seconds('interval', duration))).toBeUndefined();
});

test.each([
  [Duration.seconds(0), 0],
  [Duration.millis(1500), 1.5],
])('%s is no time in whole seconds', (duration, seconds) => {
  expect(faultOf((faults) => faults.seconds('interval', duration))).toBe(
    `Thing: interval is ${seconds} seconds: it is a whole number of at least 1`,
  );
});
