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
