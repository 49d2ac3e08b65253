import { isIP } from 'net';
import type { OptionFaults } from '../option-faults';

/**
 * What is wrong with a network in CIDR notation, or undefined.
 *
 * @param family 4 or 6
 * @param longestPrefix the longest prefix that leaves enough addresses
 */
export function cidrFault(text: string, family: 4 | 6, longestPrefix: number): string | undefined {
  const [address, length, ...more] = text.split('/');
  const prefix = Number(length);
  if (isIP(address) !== family || !/^\d{1,3}$/.test(length ?? '') || more.length > 0) {
    return `it is no IPv${family} network: write one such as ${family === 4 ? '10.244.0.0/16' : 'fd00:10:244::/48'}`;
  }
  if (prefix < 1 || prefix > longestPrefix) return `its prefix is ${prefix}: it is from 1 to ${longestPrefix}`;
  if (hasHostBits(bits(address, family), prefix)) return `it has address bits after the first ${prefix}`;
  return undefined;
}

/** Records what is wrong with the network that an option gives. */
export function requireCidr(
  faults: OptionFaults,
  name: string,
  text: string,
  family: 4 | 6,
  longestPrefix: number,
): void {
  const fault = cidrFault(text, family, longestPrefix);
  faults.require(!fault, `${name} is ${JSON.stringify(text)}: ${fault}`);
}

function hasHostBits(address: string, prefix: number): boolean {
  return address.slice(prefix).includes('1');
}

function bits(address: string, family: 4 | 6): string {
  if (family === 4) {
    return address
      .split('.')
      .map((part) => binary(Number(part), 8))
      .join('');
  }
  const [head, tail] = expandIPv4Tail(address).split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].map((group) => binary(parseInt(group, 16), 16)).join('');
}

/** The last two groups of an IPv6 address may be written as an IPv4 address. */
function expandIPv4Tail(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_match, ...parts: string[]) => {
    const [a, b, c, d] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}

function binary(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}
