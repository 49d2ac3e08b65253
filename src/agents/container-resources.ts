import { Size } from 'cdk8s';
import { ContainerResources, k8s } from 'cdk8s-plus-28';
import { parseQuantity, quantityToString } from '../kubernetes/quantity';
import { isExtendedResource } from '../kubernetes/resource-name';

type Quantities = Record<string, string>;

/**
 * The `resources` of a container, or undefined when it asks for none.
 *
 * @throws Error with every fault when a request is above its limit or an extended resource is not legal.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function renderResources(
  container: string,
  resources: ContainerResources = {},
  extended: Record<string, number> = {},
): k8s.ResourceRequirements | undefined {
  const devices = Object.fromEntries(Object.entries(extended).map(([name, amount]) => [name, String(amount)]));
  const { cpu, memory, ephemeralStorage } = resources;
  const requests = quantities(cpu?.request?.amount, memory?.request, ephemeralStorage?.request, devices);
  const limits = quantities(cpu?.limit?.amount, memory?.limit, ephemeralStorage?.limit, devices);
  const faults = [...Object.entries(extended).flatMap(extendedFaults), ...aboveLimit(requests, limits)];
  if (faults.length > 0) {
    throw new Error(`Container "${container}": ${faults.join('; ')}.`);
  }
  const rendered = { ...toKube('requests', requests), ...toKube('limits', limits) };
  return Object.keys(rendered).length > 0 ? rendered : undefined;
}

function quantities(cpu?: string, memory?: Size, ephemeralStorage?: Size, devices?: Quantities): Quantities {
  return {
    ...(cpu !== undefined && { cpu: quantityToString(parseQuantity(cpu), 'cpu') }),
    ...(memory && { memory: sizeToQuantity(memory) }),
    ...(ephemeralStorage && { 'ephemeral-storage': sizeToQuantity(ephemeralStorage) }),
    ...devices,
  };
}

function toKube(field: 'requests' | 'limits', values: Quantities): k8s.ResourceRequirements {
  const entries = Object.entries(values).map(([name, value]) => [name, k8s.Quantity.fromString(value)]);
  return entries.length > 0 ? { [field]: Object.fromEntries(entries) } : {};
}

function sizeToQuantity(size: Size): string {
  const kibibytes = Math.ceil(size.toKibibytes());
  const [unit, factor] = (
    [
      ['Gi', 1024 * 1024],
      ['Mi', 1024],
      ['Ki', 1],
    ] as const
  ).find(([, kib]) => kibibytes % kib === 0)!;
  return `${kibibytes / factor}${unit}`;
}

function extendedFaults([name, amount]: [string, number]): string[] {
  return [
    ...(isExtendedResource(name)
      ? []
      : [
          `extendedResources has "${name}", which is no extended resource; write a name with its vendor's domain, such as nvidia.com/gpu`,
        ]),
    ...(Number.isSafeInteger(amount) && amount >= 0
      ? []
      : [`extendedResources["${name}"] is ${amount}; extended resources are whole numbers of 0 or more`]),
  ];
}

function aboveLimit(requests: Quantities, limits: Quantities): string[] {
  return Object.keys(requests)
    .filter(
      (name) => name in limits && !name.includes('/') && parseQuantity(requests[name]) > parseQuantity(limits[name]),
    )
    .map(
      (name) =>
        `resources.requests.${name} is ${requests[name]}, above the limit ${limits[name]}; raise the limit or lower the request`,
    );
}
