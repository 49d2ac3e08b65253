import { TightestNode } from './overhead-document';
import { NATIVE_RESOURCES, PODS } from '../../../kubernetes/resource-name';
import { NodeState } from '../node-state';

/**
 * The node that has least left of each resource: of those that agents request, and of those that matter to every pod
 * where the nodes say how much of it they have. Of equals, the first.
 */
export function tightestNodes(states: readonly NodeState[], requested: Iterable<string>): TightestNode[] {
  const resources = new Set([...NATIVE_RESOURCES, PODS, ...requested]);
  return [...resources].flatMap((resource) => {
    const offering = states.filter(({ node }) => node.allocatable.has(resource));
    return offering.length === 0 ? [] : [tightest(offering, resource)];
  });
}

function tightest(states: readonly NodeState[], resource: string): TightestNode {
  let least = states[0];
  let left = least.left(resource);
  for (const state of states) {
    const here = state.left(resource);
    if (here < left) {
      [least, left] = [state, here];
    }
  }
  return {
    resource,
    node: least.node.name,
    left,
    requested: least.taken(resource),
    allocatable: least.allocatable(resource),
  };
}
