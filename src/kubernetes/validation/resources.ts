import {
  Quantity,
  quantityMilliValue,
  quantityToString,
  quantityValue,
  storedQuantity,
  tryParseQuantity,
} from '../quantity';
import { isExtendedResource } from '../resource-name';
import { Errors } from './errors';
import { didYouMean } from './fix';
import { validateClaimNames } from './resource-claim';
import { ResourceRequirements } from './schema/container';
import { Amount } from './schema/shape';
import { qualifiedNameFaults } from './syntax';

const COUNTED = [
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
  'services.loadbalancers',
  'services.nodeports',
];
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const STANDARD = new Set([
  ...COUNTED,
  ...COMPUTE,
  ...COMPUTE.flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  'storage',
  'requests.storage',
]);
const NANO_PER_MILLI = 1_000_000n;

type CheckName = (name: string, field: string, errors: Errors) => void;

/**
 * Requests and limits, rounded up to thousandths as the API server stores them.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateResourceRequirements
 */
export function validateResources(
  { requests = new Map(), limits = new Map(), claims = [] }: ResourceRequirements,
  podClaims: ReadonlySet<string>,
  path: string,
  errors: Errors,
  checkName: CheckName = checkContainerResourceName,
): void {
  for (const [name, amount] of limits) {
    checkName(name, `${path}.limits[${name}]`, errors);
    checkAmount(name, amount, `${path}.limits[${name}]`, errors);
  }
  for (const [name, amount] of requests) {
    checkName(name, `${path}.requests[${name}]`, errors);
    checkAmount(name, amount, `${path}.requests[${name}]`, errors);
    checkAgainstLimit(name, amount, limits.get(name), path, errors);
  }
  const names = [...limits.keys(), ...requests.keys()];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    errors.forbidden(path, 'HugePages require cpu or memory', 'add a request for memory');
  }
  validateClaimNames(claims, podClaims, `${path}.claims`, errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateResourceQuantityValue */
export function checkAmount(name: string, amount: Amount, field: string, errors: Errors): void {
  const quantity = storedQuantity(amount.quantity);
  if (quantity < 0n) {
    errors.invalid(field, amount.text, 'must be greater than or equal to 0');
  }
  if (isCounted(name) && quantity % (1000n * NANO_PER_MILLI) !== 0n) {
    errors.invalid(field, amount.text, 'must be an integer');
  }
  if (isHugePages(name) && !isMultipleOfPage(name, quantity)) {
    errors.invalid(field, amount.text, `${amount.text} is not positive integer multiple of ${name}`);
  }
}

function isMultipleOfPage(name: string, quantity: Quantity): boolean {
  const page = tryParseQuantity(name.slice('hugepages-'.length));
  if ('rule' in page || page.quantity <= 0n || quantityMilliValue(page.quantity) % 1000n !== 0n) {
    return false;
  }
  return quantityValue(quantity) % quantityValue(page.quantity) === 0n;
}

function checkAgainstLimit(
  name: string,
  amount: Amount,
  limit: Amount | undefined,
  path: string,
  errors: Errors,
): void {
  const request = storedQuantity(amount.quantity);
  const overcommittable = !isExtended(name) && !isHugePages(name);
  if (!limit) {
    if (!overcommittable && !errors.isUnread(`${path}.limits[${name}]`)) {
      const fix = `add ${name}: ${amount.text} to limits`;
      errors.required(`${path}.limits`, 'Limit must be set for non overcommitable resources', fix);
    }
    return;
  }
  const most = storedQuantity(limit.quantity);
  const limitText = quantityToString(most, name);
  if (!overcommittable && request !== most) {
    const rule = `must be equal to ${name} limit of ${limitText}`;
    errors.invalid(`${path}.requests`, amount.text, rule, `request ${limitText} too`);
  } else if (request > most) {
    const rule = `must be less than or equal to ${name} limit of ${limitText}`;
    errors.invalid(`${path}.requests`, amount.text, rule, `lower the request to ${limitText}, or raise the limit`);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateResourceName */
export function checkResourceName(name: string, field: string, errors: Errors): boolean {
  const faults = qualifiedNameFaults(name);
  errors.invalidEach(field, name, faults);
  if (faults.length > 0) {
    return false;
  }
  if (!name.includes('/') && !STANDARD.has(name) && !/^(requests\.)?hugepages-/.test(name)) {
    errors.invalid(field, name, 'must be a standard resource type or fully qualified', didYouMean(name, COMPUTE));
    return false;
  }
  return true;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerResourceName */
function checkContainerResourceName(name: string, field: string, errors: Errors): void {
  checkResourceName(name, field, errors);
  if (!name.includes('/')) {
    if (!COMPUTE.includes(name) && !isHugePages(name)) {
      errors.invalid(field, name, 'must be a standard resource for containers', didYouMean(name, COMPUTE));
    }
  } else if (isExtended(name) && !isExtendedResource(name)) {
    errors.invalid(field, name, "doesn't follow extended resource name standard");
  }
}

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Not one of Kubernetes' own, whether its name is legal or not. */
function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

/** Resources that come in whole units. */
function isCounted(name: string): boolean {
  return COUNTED.includes(name) || isExtendedResource(name);
}
