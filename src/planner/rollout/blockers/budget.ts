import { BlockerRule, blocker, byReason, countInWords, nodesWhere, reasonsInWords } from './blocker';
import { isLive } from '../node-pods';
import { PlannedRollout } from '../planned-rollout';
import { PodProspect } from '../pod-prospect';
import { RolloutClass } from '../rollout-class';
import { NodeAction } from '../simulation/node-action';

/** Whether the rollout leaves nodes with their old pod and nothing under way. */
function isStopped({ rules, simulation }: PlannedRollout): boolean {
  const waits = simulation.left.some(
    ({ nodes, pods: { old, fresh } }) => nodes.decision.shouldContinueRunning && isLive(old) && !isLive(fresh),
  );
  return rules.strategy.type === 'RollingUpdate' && waits;
}

/** A pod whose kubelet is gone terminates for ever, and takes of the budget meanwhile (kubernetes#117204, #63465). */
export const deadNode: BlockerRule = (rollout) => {
  const { maxSurge, maxUnavailable } = rollout.rules.strategy;
  const wanted = nodesWhere(rollout, ({ lost, decision }) => lost && decision.shouldRun);
  const dead = nodesWhere(
    rollout,
    ({ lost, decision, pods }, action) =>
      lost && (decision.shouldRun || (maxSurge === 0 && (action !== 'none' || pods.old === 'terminating'))),
  );
  if (dead.length === 0) {
    return [];
  }
  const stops = maxSurge === 0 && isStopped(rollout);
  const message = [
    `the kubelet of ${countInWords(dead)} is gone: an old pod there terminates for ever`,
    ...(maxSurge === 0 ? [`takes of maxUnavailable ${maxUnavailable}`] : []),
    ...(wanted.length > 0 ? [`no new pod starts on the ${countInWords(wanted)} that want one`] : []),
    ...(stops ? ['the rollout stops'] : []),
  ].join(', and ');
  const raise = maxSurge === 0 ? '; or raise maxUnavailable above the number of such nodes' : '';
  const fix = `taint a node that is surely down node.kubernetes.io/out-of-service=nodeshutdown:NoExecute, or delete its Node${raise}`;
  return [blocker(rollout, 'dead-node', stops || wanted.length > 0 ? 'error' : 'warning', dead, message, fix)];
};

/** A new pod that never becomes available takes of the budget for ever. */
export const newUnavailable: BlockerRule = (rollout) => {
  const { maxSurge, maxUnavailable } = rollout.rules.strategy;
  const budget = maxSurge > 0 ? `maxSurge ${maxSurge}` : `maxUnavailable ${maxUnavailable}`;
  const consequence = isStopped(rollout) ? `; that takes of ${budget} for ever, and the rollout stops` : '';
  const fix = 'make the new pod run there, or keep it off these nodes by node affinity; until then roll back';
  return byReason(rollout, whyUnavailable).map(([why, nodes]) => {
    const message = `no new pod becomes available on ${countInWords(nodes)}: ${why}${consequence}`;
    return blocker(rollout, 'new-unavailable', 'error', nodes, message, fix);
  });
};

/** Why no new pod becomes available on a node that wants one; undefined where one does, or where none is made. */
function whyUnavailable(
  { decision, lost, pods, prospects, becomesReady }: RolloutClass,
  action: NodeAction,
): string | undefined {
  const waits = isLive(pods.fresh) && pods.fresh !== 'available';
  const { alone, beside } = prospects;
  if (!decision.shouldRun || lost || (action === 'none' && !waits && alone.state !== 'refused')) {
    return undefined;
  }
  if (alone.state !== 'bound') {
    return reasonsInWords(alone);
  }
  if (waits) {
    return 'its pod is not available, and nothing replaces it';
  }
  if (action === 'offer' && beside.state === 'pending' && !hasBlockerOfItsOwn(beside)) {
    return `beside the old pod, ${reasonsInWords(beside)}`;
  }
  return becomesReady ? undefined : 'it does not become ready';
}

/** Host ports and room beside the old pod are told as such. */
function hasBlockerOfItsOwn({ reasons }: PodProspect): boolean {
  return reasons.some(({ plugin }) => plugin === 'NodePorts' || plugin === 'NodeResourcesFit');
}

/** With no node that wants the agent, a percentage is a budget of none. */
export const emptyBudget: BlockerRule = (rollout) => {
  const { type, maxSurge, maxUnavailable } = rollout.rules.strategy;
  const none = type === 'RollingUpdate' && maxSurge + maxUnavailable === 0;
  const nodes = nodesWhere(rollout, (_, action) => none && action === 'offer');
  const message = `no node wants the agent any more, so a percentage comes to none, and the old pods on ${countInWords(nodes)} stay`;
  const fix = 'delete these pods by hand, or write the budget as a number';
  return nodes.length > 0 ? [blocker(rollout, 'empty-budget', 'error', nodes, message, fix)] : [];
};
