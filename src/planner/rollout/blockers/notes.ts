import { BlockerRule, blocker, countInWords, nodesWhere } from './blocker';
import { isLive } from '../node-pods';

/** A new pod takes of the budget until it has been ready for minReadySeconds. */
export const minReady: BlockerRule = (rollout) => {
  const { minReadySeconds } = rollout.change.to.spec;
  const replaced = nodesWhere(rollout, (_, action) => action === 'force' || action === 'offer');
  if (minReadySeconds === 0 || replaced.length === 0) {
    return [];
  }
  const message = `every wave takes ${minReadySeconds} seconds more: a new pod takes of the budget until it has been ready for minReadySeconds`;
  const fix = 'lower minReadySeconds, or raise the budget, where the rollout takes too long';
  return [blocker(rollout, 'minready', 'info', [], message, fix)];
};

/** With OnDelete nothing is replaced until somebody deletes it. */
export const onDelete: BlockerRule = (rollout) => {
  const { lineUp, rules, simulation } = rollout;
  if (rules.strategy.type !== 'OnDelete') {
    return [];
  }
  const left = simulation.left
    .filter(({ pods }) => isLive(pods.old))
    .map(({ nodes, size, from, to }) => ({ nodes, size, places: () => lineUp.order().subarray(from, to) }));
  if (left.length === 0) {
    return [];
  }
  const message = `the update strategy is OnDelete: the old pods on ${countInWords(left)} stay until somebody deletes them, and kubectl rollout status ends with an error`;
  const fix = 'delete the pods node by node, or use the strategy RollingUpdate';
  return [blocker(rollout, 'ondelete', 'warning', left, message, fix)];
};

/** Only a change of the template replaces pods; any change of it does. */
export const templateNoop: BlockerRule = (rollout) => {
  const { from, to, changedOutsideTemplate } = rollout.change;
  if (!from || from.spec.template !== to.spec.template) {
    return [];
  }
  const outside = changedOutsideTemplate.join(', ');
  const message = outside
    ? `only ${outside} changes: no pod is replaced`
    : 'the template does not change: no pod is replaced';
  const fix = 'to replace the pods all the same, use kubectl rollout restart, or change an annotation of the template';
  return [blocker(rollout, 'template-noop', 'info', [], message, fix)];
};
