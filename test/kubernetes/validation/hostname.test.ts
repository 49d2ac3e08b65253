import { Row, podErrors } from './fixture';

describe('validatePodHostName', () => {
  test.each<Row>([
    ['a hostname, a subdomain and an override', { hostname: 'a', subdomain: 'b', hostnameOverride: 'c.d' }, []],
    ['a hostname with a dot', { hostname: 'a.b' }, ['Invalid hostname']],
    ['a subdomain in capitals', { subdomain: 'Agents' }, ['Invalid subdomain']],
    ['an override on the host network', { hostnameOverride: 'a', hostNetwork: true }, ['Forbidden hostnameOverride']],
    [
      'an override beside setHostnameAsFQDN',
      { hostnameOverride: 'a', setHostnameAsFQDN: true },
      ['Forbidden hostnameOverride'],
    ],
    ['an override that is too long', { hostnameOverride: 'a'.repeat(65) }, ['TooLong hostnameOverride']],
    ['an empty override', { hostnameOverride: '' }, ['Invalid hostnameOverride']],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });
});

describe('ValidateHostAliases', () => {
  test.each<Row>([
    ['an address and its names', { ip: '10.0.0.1', hostnames: ['a.example.com'] }, []],
    ['an address of IPv6', { ip: 'fe80::1', hostnames: [] }, []],
    ['no address', { hostnames: ['a'] }, ['Invalid hostAliases[0].ip']],
    ['leading zeros', { ip: '010.0.0.1' }, ['Invalid hostAliases[0].ip']],
    ['IPv4 inside IPv6', { ip: '::ffff:10.0.0.1' }, ['Invalid hostAliases[0].ip']],
    ['IPv4 inside IPv6, in hexadecimal', { ip: '0:0::ffff:0a00:1' }, ['Invalid hostAliases[0].ip']],
    ['an address with a zone', { ip: 'fe80::1%eth0' }, ['Invalid hostAliases[0].ip']],
    ['a name with an underscore', { ip: '10.0.0.1', hostnames: ['a_b'] }, ['Invalid hostAliases[0].hostnames[0]']],
  ])('%s', (_, alias, errors) => {
    expect(podErrors({ hostAliases: [alias] })).toEqual(errors);
  });
});
