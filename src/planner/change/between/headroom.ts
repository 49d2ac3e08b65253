import { Headroom } from './change-document';
import { RequestsShift } from './requests-change';
import { leftOn } from '../../placement/overhead/tightest-node';
import { PlannedPlacement } from '../../placement/planned-placement';

/** For every resource whose requests change: the node with least of it left, of those where they do. */
export function headroomLeft(shifts: readonly RequestsShift[], after: PlannedPlacement): Headroom[] {
  const resources = [...new Set(shifts.flatMap(({ added }) => Object.keys(added)))].sort();
  return resources.map((resource) => tightest(resource, shifts, after)).filter((headroom) => headroom !== undefined);
}

/** Nodes are in order of name: of two with as little, the earlier place is told. */
function tightest(
  resource: string,
  shifts: readonly RequestsShift[],
  { nodes }: PlannedPlacement,
): Headroom | undefined {
  let least: { readonly place: number; readonly left: number; readonly added: number } | undefined;
  for (const { added, group } of shifts) {
    for (const place of (added[resource] !== undefined && group.after) || []) {
      const left = leftOn(nodes[place], resource);
      if (!least || left < least.left || (left === least.left && place < least.place)) {
        least = { place, left, added: added[resource] };
      }
    }
  }
  return (
    least && {
      resource,
      node: nodes[least.place].node.name,
      left: least.left,
      leftBefore: least.left + least.added,
      allocatable: nodes[least.place].allocatable(resource),
    }
  );
}
