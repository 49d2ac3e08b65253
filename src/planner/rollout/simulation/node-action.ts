import { NodePods, isLive } from '../node-pods';
import { RolloutClass } from '../rollout-class';
import { RolloutRules } from '../rollout-rules';

/**
 * What the controller does to a node. Of its core loop: `create` a pod, `prune` those that must go. Of its rolling
 * update, which deletes the old pod or surges beside it: `force` it regardless of the budget, `offer` the node as a
 * candidate, `drop` the old pod of a node that wants none, `sunset` it once enough others are available.
 */
export type NodeAction = 'none' | 'create' | 'prune' | 'force' | 'offer' | 'drop' | 'sunset';

/** What the controller does to a node as things stand, or would do had it the budget. */
export function nodeAction(node: RolloutClass, pods: NodePods, rules: RolloutRules): NodeAction {
  const managed = manageAction(node, pods, rules);
  return managed === 'none' && rules.strategy.type === 'RollingUpdate' ? rollingAction(node, pods, rules) : managed;
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/daemon_controller.go podsShouldBeOnNode */
function manageAction(
  { decision, prospects }: RolloutClass,
  pods: NodePods,
  { allowsSurge }: RolloutRules,
): NodeAction {
  const { old, fresh } = pods;
  const live = isLive(old) || isLive(fresh);
  if (!decision.shouldContinueRunning) {
    return live ? 'prune' : 'none';
  }
  const exists = old !== 'absent' || fresh !== 'absent';
  if (decision.shouldRun && !live && (allowsSurge || !exists)) {
    return prospects.alone.state === 'refused' ? 'none' : 'create';
  }
  const replaced = isLive(old) && isLive(fresh) && (old !== 'available' || fresh === 'available');
  return allowsSurge && replaced ? 'prune' : 'none';
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/update.go rollingUpdate */
function rollingAction({ decision, prospects }: RolloutClass, pods: NodePods, rules: RolloutRules): NodeAction {
  const { old, fresh } = pods;
  if (!isLive(old) || isLive(fresh)) {
    return 'none';
  }
  const surging = rules.strategy.maxSurge > 0;
  if (surging && rules.surgeLeavesUnwantedNodes && !decision.shouldRun) {
    return old === 'available' ? 'sunset' : 'drop';
  }
  if (surging && prospects.beside.state === 'refused') {
    return 'none';
  }
  return old === 'available' ? 'offer' : 'force';
}

/** Whether a node takes of maxUnavailable, or of maxSurge where that is set. */
export function takesBudget({ decision }: RolloutClass, { old, fresh }: NodePods, rules: RolloutRules): boolean {
  const both = isLive(old) && isLive(fresh);
  if (rules.strategy.maxSurge > 0) {
    return both && fresh !== 'available';
  }
  if (isLive(fresh)) {
    return both || fresh !== 'available';
  }
  if (isLive(old)) {
    return old !== 'available' && rules.brokenPodsTakeBudget;
  }
  return decision.shouldRun || old !== 'absent' || fresh !== 'absent';
}

/** Whether the controller sees a node as available when it surges: by its old pod, else by its new one. */
export function countsAsAvailable({ old, fresh }: NodePods): boolean {
  return isLive(old) ? old === 'available' : fresh === 'available';
}
