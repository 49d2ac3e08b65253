import { TightestNode } from './overhead-document';
import { NATIVE_RESOURCES } from '../../../kubernetes/resource-name';
import { NodeState } from '../node-state';

/** What all pods of a node request of a resource; of `pods`, how many they are. */
export function requestedOn(state: NodeState, resource: string): number {
  return resource === 'pods' ? state.podCount : state.requested(resource);
}

/** What is left of a resource beside all pods of a node. */
export function leftOn(state: NodeState, resource: string): number {
  return state.allocatable(resource) - requestedOn(state, resource);
}

/**
 * The node that has least left of each resource: of those that agents request, and of those that matter to every pod
 * where the nodes say how much of it they have. Of equals, the first.
 */
export function tightestNodes(states: readonly NodeState[], requested: Iterable<string>): TightestNode[] {
  const resources = new Set([...NATIVE_RESOURCES, 'pods', ...requested]);
  return [...resources].flatMap((resource) => {
    const offering = states.filter(({ node }) => node.allocatable.has(resource));
    return offering.length === 0 ? [] : [tightest(offering, resource)];
  });
}

function tightest(states: readonly NodeState[], resource: string): TightestNode {
  let least = states[0];
  let left = leftOn(least, resource);
  for (const state of states) {
    const here = leftOn(state, resource);
    if (here < left) {
      [least, left] = [state, here];
    }
  }
  return {
    resource,
    node: least.node.name,
    left,
    requested: requestedOn(least, resource),
    allocatable: least.allocatable(resource),
  };
}
