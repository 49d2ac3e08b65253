import { Row, podErrors } from './fixture';

describe('validatePodDNSConfig', () => {
  test.each<Row>([
    ['the default policy', {}, []],
    ['None with a nameserver', { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.10'] } }, []],
    ['search paths with underscores and a final dot', { dnsConfig: { searches: ['.', 'a_b.example.com.'] } }, []],
    ['None without dnsConfig', { dnsPolicy: 'None' }, ['Required dnsConfig']],
    ['None without nameservers', { dnsPolicy: 'None', dnsConfig: {} }, ['Required dnsConfig.nameservers']],
    [
      'four nameservers',
      { dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] } },
      ['Invalid dnsConfig.nameservers'],
    ],
    ['a name for a nameserver', { dnsConfig: { nameservers: ['dns.local'] } }, ['Invalid dnsConfig.nameservers[0]']],
    ['a search path in capitals', { dnsConfig: { searches: ['Example.com'] } }, ['Invalid dnsConfig.searches[0]']],
    [
      '33 search paths',
      { dnsConfig: { searches: Array.from({ length: 33 }, (_, i) => `d${i}`) } },
      ['Invalid dnsConfig.searches'],
    ],
    [
      'too many characters to search',
      { dnsConfig: { searches: Array.from({ length: 9 }, () => 'a.'.repeat(126)) } },
      ['Invalid dnsConfig.searches'],
    ],
    ['an option without a name', { dnsConfig: { options: [{ value: '2' }] } }, ['Required dnsConfig.options[0]']],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });
});
