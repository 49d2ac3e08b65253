import { isQualifiedName } from './label-syntax';
import { Quantity, quantityMilliValue, quantityValue } from './quantity';

/** What every pod takes one of. */
export const PODS = 'pods';

/** Resources that every node has; the scheduler treats them by name. */
export const NATIVE_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const;

/**
 * Whether a name is an extended resource, such as `nvidia.com/gpu`.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/helper/helpers.go IsExtendedResourceName
 */
export function isExtendedResource(name: string): boolean {
  return !isKubernetesResource(name) && !name.startsWith('requests.') && isQualifiedName(`requests.${name}`);
}

function isKubernetesResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/**
 * Whether the scheduler counts a resource one by one; it ignores names that are neither native nor scalar.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/util/utils.go IsScalarResourceName
 */
export function isScalarResource(name: string): boolean {
  return (
    isExtendedResource(name) ||
    name.startsWith('hugepages-') ||
    name.includes('kubernetes.io/') ||
    name.startsWith('attachable-volumes-')
  );
}

/** An amount as the scheduler counts it: cpu in millicores, everything else in whole units (bytes, pods, devices). */
export function resourceAmount(name: string, quantity: Quantity): number {
  return Number(name === 'cpu' ? quantityMilliValue(quantity) : quantityValue(quantity));
}
