import { Headroom } from './change-document';
import { nameOf } from './plan-pair';
import { RequestsShift } from './requests-change';
import { leftOn } from '../../placement/overhead/tightest-node';

/** For every resource whose requests change: the node with least of it left, of those where they do. */
export function headroomLeft(shifts: readonly RequestsShift[]): Headroom[] {
  const resources = [...new Set(shifts.flatMap(({ added }) => Object.keys(added)))].sort();
  return resources.map((resource) => tightest(resource, shifts)).filter((headroom) => headroom !== undefined);
}

function tightest(resource: string, shifts: readonly RequestsShift[]): Headroom | undefined {
  let least: Headroom | undefined;
  for (const { added, group } of shifts) {
    for (const node of added[resource] === undefined ? [] : group.nodes) {
      const left = node.after ? leftOn(node.after, resource) : Infinity;
      if (left < (least?.left ?? Infinity) || (left === least?.left && nameOf(node) < least.node)) {
        const allocatable = node.after!.allocatable(resource);
        least = { resource, node: nameOf(node), left, leftBefore: left + added[resource], allocatable };
      }
    }
  }
  return least;
}
