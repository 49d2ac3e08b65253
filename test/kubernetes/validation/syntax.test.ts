import {
  Syntax,
  configKeyFaults,
  dnsLabelFaults,
  dnsSubdomainFaults,
  envNameFaults,
  labelValueFaults,
  percentFaults,
  portNameFaults,
  qualifiedNameFaults,
  searchPathFaults,
} from '../../../src/kubernetes/validation/syntax';

test.each<[string, Syntax, string, string[]]>([
  ['IsDNS1123Label', dnsLabelFaults, 'my-name', []],
  ['IsDNS1123Label', dnsLabelFaults, 'my.name', ['must not contain dots']],
  ['IsDNS1123Label', dnsLabelFaults, 'a'.repeat(64), ['must be no more than 63 characters']],
  ['IsDNS1123Subdomain', dnsSubdomainFaults, 'example.com', []],
  ['IsDNS1123Subdomain', dnsSubdomainFaults, 'a'.repeat(254), ['must be no more than 253 characters']],
  ['IsDNS1123SubdomainWithUnderscore', searchPathFaults, '_tcp.my_name', []],
  ['IsLabelKey', qualifiedNameFaults, 'example.com/My_Name.1', []],
  ['IsLabelKey', qualifiedNameFaults, '/name', ['prefix part must be non-empty']],
  ['IsLabelKey', qualifiedNameFaults, `a/${'b'.repeat(64)}`, ['name part must be no more than 63 bytes']],
  ['IsLabelValue', labelValueFaults, '', []],
  ['IsValidPortName', portNameFaults, 'a-1', []],
  [
    'IsValidPortName',
    portNameFaults,
    '1--1',
    ['must contain at least one letter (a-z)', 'must not contain consecutive hyphens'],
  ],
  ['IsValidPercent', percentFaults, '007%', []],
  ['IsRelaxedEnvVarName', envNameFaults, 'a b!', []],
  ['IsConfigMapKey', configKeyFaults, '.a', []],
  ['IsConfigMapKey', configKeyFaults, '..', ["must not be '..'"]],
  ['IsConfigMapKey', configKeyFaults, '..a', ["must not start with '..'"]],
])('%s: %p', (_name, faults, text, expected) => {
  expect(faults(text)).toEqual(expected);
});

test.each<[string, Syntax, string, number]>([
  ['IsDNS1123Label', dnsLabelFaults, 'A', 1],
  ['IsDNS1123Subdomain', dnsSubdomainFaults, 'a..b', 1],
  ['IsDNS1123SubdomainWithUnderscore', searchPathFaults, '__a', 1],
  ['IsLabelKey', qualifiedNameFaults, 'a/b/c', 1],
  ['IsLabelKey', qualifiedNameFaults, 'A/-', 2],
  ['IsLabelKey', qualifiedNameFaults, '', 2],
  ['IsLabelValue', labelValueFaults, '-', 1],
  ['IsLabelValue', labelValueFaults, '-'.repeat(64), 2],
  ['IsConfigMapKey', configKeyFaults, 'a b', 1],
  ['IsValidPercent', percentFaults, '1.5%', 1],
])('%s: %p breaks rules', (_name, faults, text, count) => {
  expect(faults(text)).toHaveLength(count);
});
