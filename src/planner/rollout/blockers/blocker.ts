import { reasonInWords } from '../../placement/shortfall';
import { PlannedRollout } from '../planned-rollout';
import { PodProspect } from '../pod-prospect';
import { ClassNodes, RolloutClass, nodesIn } from '../rollout-class';
import { RolloutBlocker } from '../rollout-document';
import { NodeAction, nodeAction } from '../simulation/node-action';

/** One rule: what of it a rollout meets. */
export type BlockerRule = (rollout: PlannedRollout) => RolloutBlocker[];

/** A blocker that names the nodes in order of name. */
export function blocker(
  { fleet }: PlannedRollout,
  id: string,
  severity: RolloutBlocker['severity'],
  groups: readonly ClassNodes[],
  message: string,
  fix: string,
): RolloutBlocker {
  const nodes = fleet.nodes.sortedNames(groups.map(({ places }) => places()));
  return { id, severity, nodes, message, fix };
}

/** The nodes that share a reason, by the reason; nodes without one are left out. */
export function byReason(
  { fleet, rules }: PlannedRollout,
  reason: (nodes: RolloutClass, action: NodeAction) => string | undefined,
): [string, ClassNodes[]][] {
  const reasons = new Map<string, ClassNodes[]>();
  for (const group of fleet.groups) {
    const { nodes } = group;
    const why = reason(nodes, nodeAction(nodes, nodes.pods, rules));
    if (why !== undefined) {
      const alike = reasons.get(why) ?? [];
      alike.push(group);
      reasons.set(why, alike);
    }
  }
  return [...reasons];
}

/** The nodes that meet a condition, given what the controller does there at first or would do had it the budget. */
export function nodesWhere(
  rollout: PlannedRollout,
  holds: (nodes: RolloutClass, action: NodeAction) => boolean,
): ClassNodes[] {
  return byReason(rollout, (nodes, action) => (holds(nodes, action) ? '' : undefined)).flatMap(([, groups]) => groups);
}

/** All that keeps a pod off, in words. */
export function reasonsInWords({ reasons }: PodProspect): string {
  return reasons.map(reasonInWords).join('; ');
}

/** `1 node`, `2 nodes`. */
export function countInWords(counts: readonly Pick<ClassNodes, 'size'>[]): string {
  const count = nodesIn(counts);
  return `${count} ${count === 1 ? 'node' : 'nodes'}`;
}
