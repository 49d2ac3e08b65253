import { Direction, ClassNodes, NodeRange, RolloutClass } from './rollout-class';
import { RolloutRules } from './rollout-rules';
import { placesTogether } from '../placement/alike';
import { NodeAction, nodeAction } from './simulation/node-action';

/** The order in which the controller comes to the nodes. */
export interface LineUp {
  readonly ranges: readonly NodeRange[];
  /** By place in the line, the place in the order shown; worked out when asked for. */
  readonly order: () => Int32Array;
}

/** Nodes with whom the controller does the same at first: only among them their order matters. */
interface File {
  /** Whether anything ever happens to them. */
  readonly moves: boolean;
  /** By what they do in a rollout: nodes of different zones and pools may do the same. */
  readonly alike: Map<RolloutClass, ClassNodes[]>;
}

/**
 * Lines nodes up for the controller: in the order shown, but those together with which it does the same at first, and in
 * one range all that follow each other and cannot be told apart by what they do.
 *
 * @param nodeCount how many places there are in the order shown
 */
export function lineUp(groups: readonly ClassNodes[], rules: RolloutRules, nodeCount: number): LineUp {
  const ranges: NodeRange[] = [];
  const orders: (() => Int32Array)[] = [];
  let end = 0;
  const append = (nodes: RolloutClass, size: number): void => {
    ranges.push({ nodes, from: end, to: end + size });
    end += size;
  };
  for (const { moves, alike } of filesOf(groups, rules)) {
    if (moves && alike.size > 1) {
      const { order, runs } = interleave(alike, nodeCount);
      runs.forEach(({ nodes, size }) => append(nodes, size));
      orders.push(() => order);
      continue;
    }
    for (const [nodes, members] of alike) {
      append(
        nodes,
        members.reduce((sum, { size }) => sum + size, 0),
      );
      orders.push(() => placesTogether(members.map(({ places }) => places())));
    }
  }
  let known: Int32Array | undefined;
  return { ranges, order: () => (known ??= inOneRow(orders, end)) };
}

function inOneRow(orders: readonly (() => Int32Array)[], size: number): Int32Array {
  const order = new Int32Array(size);
  let end = 0;
  for (const places of orders) {
    const part = places();
    order.set(part, end);
    end += part.length;
  }
  return order;
}

/** Nodes of several classes in the order shown. */
function interleave(
  alike: ReadonlyMap<RolloutClass, readonly ClassNodes[]>,
  nodeCount: number,
): { order: Int32Array; runs: { nodes: RolloutClass; size: number }[] } {
  const classes = [...alike.keys()];
  const classAt = new Int32Array(nodeCount).fill(-1);
  let size = 0;
  [...alike.values()].forEach((members, index) => {
    for (const { places } of members) {
      const part = places();
      part.forEach((place) => (classAt[place] = index));
      size += part.length;
    }
  });
  const order = new Int32Array(size);
  const runs: { nodes: RolloutClass; size: number }[] = [];
  let end = 0;
  for (let place = 0, last = -1; place < nodeCount; place++) {
    const index = classAt[place];
    if (index < 0) {
      continue;
    }
    order[end++] = place;
    if (index === last) {
      runs[runs.length - 1].size += 1;
    } else {
      runs.push({ nodes: classes[index], size: 1 });
      last = index;
    }
  }
  return { order, runs };
}

function filesOf(groups: readonly ClassNodes[], rules: RolloutRules): Iterable<File> {
  const standing = groups.map(({ nodes }) => {
    const action = nodeAction(nodes, nodes.pods, rules);
    const ends = !nodes.lost && (nodes.pods.old === 'terminating' || nodes.pods.fresh === 'terminating');
    return { action, ends };
  });
  // Pods that end bring their nodes together in the order shown, wherever else these stand.
  const together = new Set(standing.filter(({ ends }) => ends).map(({ action }) => action)).size > 1;
  const conducts = new Conducts();
  const files = new Map<NodeAction | 'ending' | 'all', File>();
  groups.forEach((group, i) => {
    const { action, ends } = standing[i];
    const name = together ? 'all' : action === 'none' && ends ? 'ending' : action;
    const file = files.get(name) ?? { moves: name !== 'none', alike: new Map<RolloutClass, ClassNodes[]>() };
    files.set(name, file);
    const like = conducts.likeOf(group.nodes);
    const members = file.alike.get(like);
    if (members) {
      members.push(group);
    } else {
      file.alike.set(like, [group]);
    }
  });
  return files.values();
}

/** What nodes do in a rollout, wherever they are and for whatever reasons. */
class Conducts {
  private readonly byText = new Map<string, RolloutClass>();

  /** The class that stands for all that do the same. */
  likeOf(nodes: RolloutClass): RolloutClass {
    const { concerned, lost, becomesReady, startSeconds, pods, back } = nodes;
    const parts = [
      concerned,
      lost,
      becomesReady,
      startSeconds,
      pods.old,
      pods.fresh,
      this.text(nodes),
      this.text(back),
    ];
    const text = parts.join();
    const like = this.byText.get(text) ?? nodes;
    this.byText.set(text, like);
    return like;
  }

  private text({ decision, prospects: { alone, beside } }: Direction): string {
    const told = [alone, beside].map(({ state, evictsOthers, evictsOwn }) => `${state} ${evictsOthers} ${evictsOwn}`);
    return [decision.shouldRun, decision.shouldContinueRunning, ...told].join();
  }
}
