import { kindsOfNodes } from '../kind-of-node';
import { NodeState } from '../node-state';
import { PlannedAgent } from '../planned-agent';
import { PlannedPlacement } from '../planned-placement';
import { alikeNodes } from '../verdict-groups';

/** Nodes of one kind with the same to give, on which the same agents run and wait. */
export interface NodeSort {
  readonly kind: string;
  /** In order of name. */
  readonly states: readonly NodeState[];
  /** Those that run there. */
  readonly agents: readonly PlannedAgent[];
  /** Those that are wanted there and wait for room. */
  readonly pending: readonly PlannedAgent[];
}

/** The sorts of node, in order of kind and then of the first node. */
export function nodeSorts(plan: PlannedPlacement): NodeSort[] {
  const allocatable = allocatableKeys();
  const kinds = kindsOfNodes(plan.inventoryNodes);
  const sorts = new Map<string, NodeSort & { readonly places: number[] }>();
  for (const alike of alikeNodes(plan)) {
    const inState = (state: string) =>
      plan.agents.filter(({ index }) => plan.outcomes.at(index, alike[0]).state === state);
    const [agents, pending] = [inState('Scheduled'), inState('Pending')];
    const standing = [agents, pending].map((list) => list.map(({ index }) => index).join()).join('/');
    for (const place of alike) {
      const node = plan.inventoryNodes[place];
      const kind = kinds[place];
      const key = `${kind}\n${standing}\n${allocatable(node.allocatable)}`;
      let sort = sorts.get(key);
      if (!sort) {
        sort = { kind, states: [], agents, pending, places: [] };
        sorts.set(key, sort);
      }
      sort.places.push(place);
    }
  }
  return [...sorts.values()]
    .map(({ places, ...sort }) => ({ ...sort, places: places.sort((a, b) => a - b) }))
    .sort((a, b) => (a.kind === b.kind ? a.places[0] - b.places[0] : a.kind < b.kind ? -1 : 1))
    .map(({ places, ...sort }) => ({ ...sort, states: places.map(plan.stateOn) }));
}

/** Equal for equal amounts. The nodes of a declared pool share theirs: it is written once. */
function allocatableKeys(): (amounts: ReadonlyMap<string, number>) => string {
  const keys = new Map<object, string>();
  return (amounts) => {
    const key =
      keys.get(amounts) ??
      [...amounts]
        .map(([name, amount]) => `${name}=${amount}`)
        .sort()
        .join();
    keys.set(amounts, key);
    return key;
  };
}
