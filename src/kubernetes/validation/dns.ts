import { Errors } from './errors';
import { checkIpAddress } from './hostname';
import { PodSpec } from './schema/pod-spec';
import { searchPathFaults } from './syntax';

const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_CHARACTERS = 2048;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodDNSConfig */
export function validateDns({ dnsPolicy, dnsConfig }: PodSpec, path: string, errors: Errors): void {
  const { nameservers = [], searches = [], options = [] } = dnsConfig ?? {};
  if (dnsPolicy === 'None' && !dnsConfig) {
    const fix = 'add dnsConfig.nameservers';
    errors.required(path, 'must provide `dnsConfig` when `dnsPolicy` is None', fix);
    return;
  }
  if (dnsPolicy === 'None' && nameservers.length === 0) {
    const rule = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
    errors.required(`${path}.nameservers`, rule);
    return;
  }
  if (nameservers.length > MAX_NAMESERVERS) {
    errors.invalid(`${path}.nameservers`, nameservers, `must not have more than ${MAX_NAMESERVERS} nameservers`);
  }
  nameservers.forEach((address, i) => checkIpAddress(address, `${path}.nameservers[${i}]`, errors));
  validateSearches(searches, `${path}.searches`, errors);
  options.forEach(({ name }, i) => {
    if (!name) {
      errors.required(`${path}.options[${i}]`, 'must not be empty', 'write a name');
    }
  });
}

function validateSearches(searches: readonly string[], field: string, errors: Errors): void {
  if (searches.length > MAX_SEARCHES) {
    errors.invalid(field, searches, `must not have more than ${MAX_SEARCHES} search paths`);
  }
  if (searches.join(' ').length > MAX_SEARCH_CHARACTERS) {
    const rule = `must not have more than ${MAX_SEARCH_CHARACTERS} characters (including spaces) in the search list`;
    errors.invalid(field, searches, rule);
  }
  searches.forEach((search, i) => {
    if (search !== '.') {
      errors.invalidEach(`${field}[${i}]`, search, searchPathFaults(search.replace(/\.$/, '')));
    }
  });
}
