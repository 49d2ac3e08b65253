import { cidrFault } from '../../../src/agents/cni-agent/cidr';

test.each<[string, 4 | 6]>([
  ['10.244.0.0/16', 4],
  ['10.0.0.0/8', 4],
  ['192.168.255.240/28', 4],
  ['fd00:10:244::/48', 6],
  ['fd00::/8', 6],
  ['2001:db8:0:1::/64', 6],
  ['1:2:3:4:5:6:7:0/112', 6],
  ['::ffff:10.0.0.0/104', 6],
])('%s is an IPv%s network', (text, family) => {
  expect(cidrFault(text, family, family === 4 ? 28 : 124)).toBeUndefined();
});

test.each<[string, 4 | 6, string]>([
  ['10.244.0.0', 4, 'no IPv4 network'],
  ['10.244.0.0/', 4, 'no IPv4 network'],
  ['10.244.0.0/16/24', 4, 'no IPv4 network'],
  ['10.244.0/16', 4, 'no IPv4 network'],
  ['10.244.0.256/16', 4, 'no IPv4 network'],
  ['10.244.0.0/-1', 4, 'no IPv4 network'],
  ['10.244.0.0/16\n', 4, 'no IPv4 network'],
  ['fd00::/48', 4, 'no IPv4 network'],
  ['10.244.0.0/16', 6, 'no IPv6 network'],
  ['0.0.0.0/0', 4, 'its prefix is 0: it is from 1 to 28'],
  ['10.0.0.0/29', 4, 'its prefix is 29: it is from 1 to 28'],
  ['fd00::/125', 6, 'its prefix is 125: it is from 1 to 124'],
  ['10.244.1.0/16', 4, 'it has address bits after the first 16'],
  ['10.128.0.0/8', 4, 'it has address bits after the first 8'],
  ['fd00:10:244:1::/48', 6, 'it has address bits after the first 48'],
  ['fd00::1/48', 6, 'it has address bits after the first 48'],
])('%j as IPv%s: %s', (text, family, fault) => {
  expect(cidrFault(text, family, family === 4 ? 28 : 124)).toContain(fault);
});
