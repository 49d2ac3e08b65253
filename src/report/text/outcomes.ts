import { mainReasons, splitMessage } from '../../planner/placement/main-reasons';
import { Placement, PlacementReason, PlacementState } from '../../planner/placement/placement-document';

/** Nodes on which an agent does not run for the same reasons, whatever their figures. */
export interface Outcome {
  readonly state: PlacementState;
  /** Whether a pod that already runs there stays. */
  readonly continues: boolean;
  readonly nodes: readonly string[];
  /** What is said of all these nodes: a list for each reason, with an entry for each placement it comes from. */
  readonly reasons: readonly (readonly ReasonOnNodes[])[];
  /** Taints that would keep the agent away too, if it selected the nodes that have them. */
  readonly besides: readonly ReasonOnNodes[];
}

/** A reason as some nodes have it, with their figures. */
export interface ReasonOnNodes {
  readonly reason: PlacementReason;
  readonly nodes: number;
}

const ORDER: readonly PlacementState[] = ['Refused', 'Pending', 'Excluded'];

/**
 * Where an agent does not run: what is wrong before what is meant to be, and most nodes first.
 *
 * A plan tells nodes apart by every figure and label; for people those are together that fail the same requirement.
 */
export function outcomesOf(placements: readonly Placement[]): Outcome[] {
  const groups = new Map<string, Placement[]>();
  for (const placement of placements) {
    if (placement.state !== 'Scheduled') {
      const { state, continues } = placement;
      const key = JSON.stringify([state, continues, mainReasons(placement).map(requirement)]);
      const group = groups.get(key);
      if (group) {
        group.push(placement);
      } else {
        groups.set(key, [placement]);
      }
    }
  }
  return [...groups.values()]
    .map(together)
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.nodes.length - a.nodes.length);
}

/** A reason without what differs from node to node. */
export function requirement({ decider, plugin, message, resource, taint, reported }: PlacementReason): unknown {
  return [decider, plugin, splitMessage(message).requirement, resource, taint, reported];
}

function together(group: readonly Placement[]): Outcome {
  const [first] = group;
  const parts = group.map((placement) => ({ main: mainReasons(placement), placement }));
  const on =
    ({ nodes }: Placement) =>
    (reason: PlacementReason) => ({ reason, nodes: nodes.length });
  return {
    state: first.state,
    continues: first.continues ?? false,
    nodes: oneList(group.map(({ nodes }) => nodes)),
    reasons: mainReasons(first).map((_, i) => parts.map(({ main, placement }) => on(placement)(main[i]))),
    besides: parts.flatMap(({ main, placement }) =>
      (placement.reasons ?? []).filter((reason) => !main.includes(reason)).map(on(placement)),
    ),
  };
}

/** Lists that have been put together, by the first of them, by the second, and so on. */
interface Joined {
  list?: readonly string[];
  readonly further: WeakMap<readonly string[], Joined>;
}

const joined: Joined = { further: new WeakMap() };

/** Lists as one, which is the same for the same lists: what is worked out for it holds for many agents. */
function oneList(lists: readonly (readonly string[])[]): readonly string[] {
  let at = joined;
  for (const list of lists) {
    const next = at.further.get(list) ?? { further: new WeakMap() };
    at.further.set(list, next);
    at = next;
  }
  at.list ??= lists.length === 1 ? lists[0] : joinedList(lists);
  return at.list;
}

/** There may be as many lists as nodes, which are too many for arguments, and `flat` takes its time for each name. */
function joinedList(lists: readonly (readonly string[])[]): readonly string[] {
  const all: string[] = [];
  for (const list of lists) {
    for (const name of list) {
      all.push(name);
    }
  }
  return all;
}
