import { reasonInWords } from '../../placement/shortfall';
import { PlannedRollout } from '../planned-rollout';
import { PodProspect } from '../pod-prospect';
import { NodeRange, RolloutClass, sizeOf } from '../rollout-class';
import { RolloutBlocker } from '../rollout-document';
import { NodeAction, nodeAction } from '../simulation/node-action';

/** One rule: what of it a rollout meets. */
export type BlockerRule = (rollout: PlannedRollout) => RolloutBlocker[];

/** A blocker that names the nodes in order of name. */
export function blocker(
  { fleet }: PlannedRollout,
  id: string,
  severity: RolloutBlocker['severity'],
  ranges: readonly NodeRange[],
  message: string,
  fix: string,
): RolloutBlocker {
  const nodes = ranges.flatMap(({ from, to }) => fleet.names.slice(from, to)).sort();
  return { id, severity, nodes, message, fix };
}

/** The nodes that share a reason, by the reason; nodes without one are left out. */
export function byReason(
  { fleet, rules }: PlannedRollout,
  reason: (nodes: RolloutClass, action: NodeAction) => string | undefined,
): [string, NodeRange[]][] {
  const reasons = new Map<RolloutClass, string | undefined>();
  const groups = new Map<string, NodeRange[]>();
  for (const range of fleet.ranges) {
    const { nodes } = range;
    if (!reasons.has(nodes)) {
      reasons.set(nodes, reason(nodes, nodeAction(nodes, nodes.pods, rules)));
    }
    const why = reasons.get(nodes);
    if (why !== undefined) {
      const group = groups.get(why) ?? [];
      group.push(range);
      groups.set(why, group);
    }
  }
  return [...groups];
}

/** The nodes that meet a condition, given what the controller does there at first or would do had it the budget. */
export function nodesWhere(
  rollout: PlannedRollout,
  holds: (nodes: RolloutClass, action: NodeAction) => boolean,
): NodeRange[] {
  return byReason(rollout, (nodes, action) => (holds(nodes, action) ? '' : undefined)).flatMap(([, ranges]) => ranges);
}

/** All that keeps a pod off, in words. */
export function reasonsInWords({ reasons }: PodProspect): string {
  return reasons.map(reasonInWords).join('; ');
}

/** `1 node`, `2 nodes`. */
export function countInWords(ranges: readonly NodeRange[]): string {
  const count = ranges.reduce((sum, range) => sum + sizeOf(range), 0);
  return `${count} ${count === 1 ? 'node' : 'nodes'}`;
}
