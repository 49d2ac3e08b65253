import { isIP } from 'node:net';
import { Errors } from './errors';
import { HostAlias, PodSpec } from './schema/pod-spec';
import { checkDnsLabel, checkDnsSubdomain } from './syntax';

const MAX_HOSTNAME = 64;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodHostName */
export function validateHostnames(spec: PodSpec, path: string, errors: Errors): void {
  const { hostname, subdomain, hostnameOverride } = spec;
  if (hostnameOverride !== undefined) {
    const field = `${path}.hostnameOverride`;
    if (spec.setHostnameAsFQDN) {
      errors.forbidden(field, 'may not be specified when setHostnameAsFQDN is true');
    }
    if (spec.hostNetwork) {
      errors.forbidden(field, 'may not be specified when hostNetwork is true');
    }
    if (hostnameOverride.length > MAX_HOSTNAME) {
      errors.tooLong(field, MAX_HOSTNAME);
    }
    checkDnsSubdomain(hostnameOverride, field, errors);
  }
  for (const [field, name] of Object.entries({ hostname, subdomain })) {
    if (name) {
      checkDnsLabel(name, `${path}.${field}`, errors);
    }
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateHostAliases */
export function validateHostAliases(aliases: readonly HostAlias[], path: string, errors: Errors): void {
  aliases.forEach(({ ip = '', hostnames = [] }, i) => {
    checkIpAddress(ip, `${path}[${i}].ip`, errors);
    hostnames.forEach((hostname, j) => checkDnsSubdomain(hostname, `${path}[${i}].hostnames[${j}]`, errors));
  });
}

/**
 * An IP address without leading zeros and without IPv4 inside IPv6, as the API server has wanted them since 1.36.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/ip.go IsValidIPForLegacyField
 */
export function checkIpAddress(address: string, field: string, errors: Errors): void {
  if (isIP(address) === 0 || address.includes('%')) {
    errors.invalid(field, address, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)');
  } else if (isMappedIpv4(address)) {
    errors.invalid(field, address, 'must not be an IPv4-mapped IPv6 address');
  }
}

/** `::ffff:10.0.0.1` and its other spellings. */
function isMappedIpv4(address: string): boolean {
  return address.includes(':') && new URL(`http://[${address}]`).hostname.startsWith('[::ffff:');
}
