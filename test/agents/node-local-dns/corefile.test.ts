import { corefile, CorefileOptions } from '../../../src/agents/node-local-dns/corefile';

const OPTIONS: CorefileOptions = {
  bind: ['169.254.20.10'],
  clusterDomain: 'cluster.local',
  upstreamServers: ['/etc/resolv.conf'],
  stubDomains: {},
  cacheSeconds: 30,
};

/** The lines of each block, by its zone. */
function blocks(options: Partial<CorefileOptions> = {}): Record<string, string[]> {
  const text = corefile({ ...OPTIONS, ...options });
  const found = [...text.matchAll(/^(\S+):53 \{\n([^]*?)\n\}\n/gm)];
  return Object.fromEntries(found.map(([, zone, body]) => [zone, body.split('\n').map((line) => line.trim())]));
}

test('names of the cluster are asked for by TCP, others as the node does', () => {
  expect(Object.keys(blocks())).toEqual(['cluster.local', 'in-addr.arpa', 'ip6.arpa', '.']);
  expect(blocks()['cluster.local']).toEqual(
    expect.arrayContaining(['forward . __PILLAR__CLUSTER__DNS__ {', 'force_tcp', 'health 169.254.20.10:8080']),
  );
  expect(blocks()['.']).toContain('forward . /etc/resolv.conf');
});

test('every zone answers on every address', () => {
  for (const lines of Object.values(blocks({ bind: ['169.254.20.10', '10.96.0.10'] }))) {
    expect(lines).toContain('bind 169.254.20.10 10.96.0.10');
    expect(lines).toContain('prometheus :9253');
  }
});

test('domains may have servers of their own', () => {
  const zones = blocks({
    stubDomains: { 'corp.example.com': ['10.0.0.2', '10.0.0.3:5353'] },
    upstreamServers: ['1.1.1.1'],
  });

  expect(zones['corp.example.com']).toContain('forward . 10.0.0.2 10.0.0.3:5353');
  expect(zones['.']).toContain('forward . 1.1.1.1');
});

test('answers are kept as long as is said, and that there is none for less', () => {
  expect(blocks({ cacheSeconds: 60 })['cluster.local']).toEqual(
    expect.arrayContaining(['success 9984 60', 'denial 9984 5']),
  );
  expect(blocks({ cacheSeconds: 2 })['cluster.local']).toContain('denial 9984 2');
});

test('an IPv6 address stands in brackets before a port', () => {
  expect(blocks({ bind: ['fd00:90::a'] })['cluster.local']).toContain('health [fd00:90::a]:8080');
});
