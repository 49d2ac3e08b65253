import { ResourceAmounts } from '../../../kubernetes/pod-requests';

/** Amounts by resource that may be negative. */
export type AmountsAdded = { [resource: string]: number };

/** What the second amounts have more than the first; resources of which they have the same are left out. */
export function differenceOf(before: ResourceAmounts = new Map(), after: ResourceAmounts = new Map()): AmountsAdded {
  const difference = new Map<string, number>();
  after.forEach((amount, resource) => difference.set(resource, amount));
  before.forEach((amount, resource) => difference.set(resource, (difference.get(resource) ?? 0) - amount));
  return sorted(difference);
}

/** The sum of amounts, each taken a number of times; resources that add up to nothing are left out. */
export function sumOf(parts: readonly { readonly added: AmountsAdded; readonly times: number }[]): AmountsAdded {
  const sum = new Map<string, number>();
  for (const { added, times } of parts) {
    for (const [resource, amount] of Object.entries(added)) {
      sum.set(resource, (sum.get(resource) ?? 0) + amount * times);
    }
  }
  return sorted(sum);
}

export function isNothing(added: AmountsAdded): boolean {
  return Object.keys(added).length === 0;
}

function sorted(amounts: ReadonlyMap<string, number>): AmountsAdded {
  return Object.fromEntries([...amounts].filter(([, amount]) => amount !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
