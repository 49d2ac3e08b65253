import { agentsRequests, heldPorts, sharesOf } from './class-overhead';
import { NodeSort } from './node-sort';
import { PoolOverhead, TightestNode } from './overhead-document';
import { tightestNodes } from './tightest-node';

/** What the agents take from the nodes of each pool together, in the order of the sorts. */
export function poolOverheads(sorts: readonly NodeSort[]): PoolOverhead[] {
  return [...sortsByPool(sorts)].map(([pool, ofPool]) => poolOverhead(pool, ofPool));
}

/** The sorts of node of each pool. */
export function sortsByPool(sorts: readonly NodeSort[]): Map<string, NodeSort[]> {
  const pools = new Map<string, NodeSort[]>();
  for (const sort of sorts) {
    const ofPool = pools.get(sort.kind) ?? [];
    ofPool.push(sort);
    pools.set(sort.kind, ofPool);
  }
  return pools;
}

function poolOverhead(pool: string, sorts: readonly NodeSort[]): PoolOverhead {
  const agents = [...new Set(sorts.flatMap((sort) => sort.agents))].sort((a, b) => a.index - b.index);
  const requests = timesNodes(sorts, (sort) => agentsRequests(sort.agents));
  const allocatable = timesNodes(sorts, ({ states }) => states[0].node.allocatable);
  return {
    pool,
    nodes: sorts.reduce((sum, { states }) => sum + states.length, 0),
    agents: agents.map(({ key }) => key),
    requests: Object.fromEntries(requests),
    allocatable: Object.fromEntries(allocatable),
    shares: sharesOf(requests, allocatable),
    hostPorts: heldPorts(agents),
    tightest: tightestOfAll(sorts.map(({ states }) => tightestNodes(states, requests.keys()))),
  };
}

/** The amounts of a node of each sort, as often as there are such nodes. */
function timesNodes(
  sorts: readonly NodeSort[],
  amountsOf: (sort: NodeSort) => ReadonlyMap<string, number>,
): Map<string, number> {
  const sum = new Map<string, number>();
  for (const sort of sorts) {
    for (const [resource, amount] of amountsOf(sort)) {
      sum.set(resource, (sum.get(resource) ?? 0) + amount * sort.states.length);
    }
  }
  return sum;
}

function tightestOfAll(lists: readonly (readonly TightestNode[])[]): TightestNode[] {
  const least = new Map<string, TightestNode>();
  for (const each of lists.flat()) {
    const other = least.get(each.resource);
    if (!other || each.left < other.left || (each.left === other.left && each.node < other.node)) {
      least.set(each.resource, each);
    }
  }
  return [...least.values()];
}
