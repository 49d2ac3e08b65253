import { NAME, SUBDOMAIN, isDnsSubdomain, isLabelValue, isQualifiedName } from '../label-syntax';
import { Errors } from './errors';
import { legalLabelText, legalName } from './fix';

/** The rules of a syntax that a text breaks; none when it is legal. */
export type Syntax = (text: string) => string[];

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const UNDERSCORED_SUBDOMAIN = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;
const ENV_NAME = /^[\x20-\x3c\x3e-\x7e]*$/;
const HTTP_HEADER = /^[-A-Za-z0-9]+$/;
const PERCENT = /^[0-9]+%$/;

const NAME_RULE =
  "consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

function tooLong(text: string, limit: number): string[] {
  return text.length > limit ? [`must be no more than ${limit} characters`] : [];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validate/content/dns.go IsDNS1123Label */
export function dnsLabelFaults(text: string): string[] {
  if (LABEL.test(text)) {
    return tooLong(text, 63);
  }
  const rule = SUBDOMAIN.test(text)
    ? 'must not contain dots'
    : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end " +
      "with an alphanumeric character (e.g. 'my-name', or '123-abc')";
  return [...tooLong(text, 63), rule];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validate/content/dns.go IsDNS1123Subdomain */
export function dnsSubdomainFaults(text: string): string[] {
  if (isDnsSubdomain(text)) {
    return [];
  }
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
    "end with an alphanumeric character (e.g. 'example.com')";
  return [...tooLong(text, 253), ...(SUBDOMAIN.test(text) ? [] : [rule])];
}

/** A search path of a resolver, which may have underscores. */
export function searchPathFaults(text: string): string[] {
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start " +
    "and end with an alphanumeric character (e.g. 'example.com')";
  return [...tooLong(text, 253), ...(UNDERSCORED_SUBDOMAIN.test(text) ? [] : [rule])];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validate/content/kube.go IsLabelKey */
export function qualifiedNameFaults(text: string): string[] {
  if (isQualifiedName(text)) {
    return [];
  }
  const parts = text.split('/');
  if (parts.length > 2) {
    return [
      `a valid label key must ${NAME_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1)!;
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const ofPrefix = prefix === '' ? ['must be non-empty'] : dnsSubdomainFaults(prefix ?? 'none');
  const ofName = name === '' ? ['must be non-empty'] : name.length > 63 ? ['must be no more than 63 bytes'] : [];
  return [
    ...ofPrefix.map((rule) => `prefix part ${rule}`),
    ...ofName.map((rule) => `name part ${rule}`),
    ...(NAME.test(name) ? [] : [`name part must ${NAME_RULE} (e.g. 'MyName', or 'my.name')`]),
  ];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validate/content/kube.go IsLabelValue */
export function labelValueFaults(text: string): string[] {
  const legal = text === '' || NAME.test(text);
  return [...tooLong(text, 63), ...(legal ? [] : [`a valid label must be an empty string or ${NAME_RULE}`])];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go IsValidPortName */
export function portNameFaults(text: string): string[] {
  return [
    ...tooLong(text, 15),
    ...(/^[-a-z0-9]+$/.test(text) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
    ...(/[a-z]/.test(text) ? [] : ['must contain at least one letter (a-z)']),
    ...(text.includes('--') ? ['must not contain consecutive hyphens'] : []),
    ...(/^-|-$/.test(text) ? ['must not begin or end with a hyphen'] : []),
  ];
}

export function percentFaults(text: string): string[] {
  return PERCENT.test(text)
    ? []
    : ["a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%', or '93%')"];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go IsRelaxedEnvVarName */
export function envNameFaults(text: string): string[] {
  return ENV_NAME.test(text)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** The key of a ConfigMap or a Secret. */
export function configKeyFaults(text: string): string[] {
  return [
    ...tooLong(text, 253),
    ...(CONFIG_KEY.test(text)
      ? []
      : ["a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name')"]),
    ...(text === '.' ? ["must not be '.'"] : []),
    ...(text === '..' ? ["must not be '..'"] : []),
    ...(text.startsWith('..') && text !== '..' ? ["must not start with '..'"] : []),
  ];
}

export function httpHeaderFaults(text: string): string[] {
  return HTTP_HEADER.test(text) ? [] : ["a valid HTTP header must consist of alphanumeric characters or '-'"];
}

export function portNumberFaults(port: number): string[] {
  return port >= 1 && port <= 65535 ? [] : ['must be between 1 and 65535, inclusive'];
}

/** Checks a DNS-1123 label, such as the name of a container. */
export function checkDnsLabel(text: string, field: string, errors: Errors): void {
  const faults = dnsLabelFaults(text);
  errors.invalidEach(field, text, faults, faults.length > 0 ? legalName(text, isDnsLabel) : undefined);
}

/** Checks a DNS-1123 subdomain, such as the name of an object. */
export function checkDnsSubdomain(text: string, field: string, errors: Errors): void {
  const faults = dnsSubdomainFaults(text);
  errors.invalidEach(field, text, faults, faults.length > 0 ? legalName(text, isDnsSubdomain) : undefined);
}

/** Checks the key of a label, a taint or a resource. */
export function checkQualifiedName(text: string, field: string, errors: Errors): void {
  const faults = qualifiedNameFaults(text);
  errors.invalidEach(field, text, faults, faults.length > 0 ? legalLabelText(text, isQualifiedName) : undefined);
}

/** Checks the value of a label. */
export function checkLabelValue(text: string, field: string, errors: Errors): void {
  const faults = labelValueFaults(text);
  errors.invalidEach(field, text, faults, faults.length > 0 ? legalLabelText(text, isLabelValue) : undefined);
}

function isDnsLabel(text: string): boolean {
  return dnsLabelFaults(text).length === 0;
}
