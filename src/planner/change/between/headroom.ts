import { Headroom } from './change-document';
import { RequestsShift } from './requests-change';
import { PlannedPlacement } from '../../placement/planned-placement';

/** A node with little left of a resource, by its place. */
interface Tight {
  readonly place: number;
  readonly left: number;
  readonly added: number;
}

/** For every resource whose requests change: the node with least of it left, of those where they do. */
export function headroomLeft(shifts: readonly RequestsShift[], after: PlannedPlacement): Headroom[] {
  const tightest = new Map<string, Tight>();
  for (const { added, group } of shifts) {
    for (const [resource, amount] of Object.entries(added)) {
      const leftOn = after.left(resource);
      let tight = tightest.get(resource);
      for (const place of group.after?.places ?? []) {
        const left = leftOn(place);
        tight = isTighter(left, place, tight) ? { place, left, added: amount } : tight;
      }
      if (tight) {
        tightest.set(resource, tight);
      }
    }
  }
  return [...tightest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([resource, { place, left, added }]) => ({
      resource,
      node: after.inventoryNodes[place].name,
      left,
      leftBefore: left + added,
      allocatable: after.inventoryNodes[place].allocatable.get(resource) ?? 0,
    }));
}

/** Nodes are in order of name: of two with as little, the earlier place is told. */
function isTighter(left: number, place: number, than: Tight | undefined): boolean {
  return than === undefined || left < than.left || (left === than.left && place < than.place);
}
