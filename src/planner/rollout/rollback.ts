import { DaemonSetChange } from './daemon-set-change';
import { NodePods, isLive, nodePods } from './node-pods';
import { NodeRange, RolloutClass, desiredOn, joined, sizeOf } from './rollout-class';
import { RolloutRollback } from './rollout-document';
import { rolloutRules } from './rollout-rules';
import { isComplete } from './rollout-status';
import { Cohort } from './simulation/cohort';
import { fastestPace, slowestPace } from './simulation/pace';
import { simulate } from './simulation/simulate';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/**
 * What `kubectl rollout undo` does where the rollout ends: the template before the change is put back and rolled out, by
 * the update strategy after it. Old pods that are left need no replacement: they are of the template that is put back.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollback.go
 */
export function planRollback(
  { from, to, changedOutsideTemplate }: DaemonSetChange,
  left: readonly Cohort[],
  version: KubernetesVersion,
): RolloutRollback {
  const historyLimit = to.spec.revisionHistoryLimit;
  const notReverted = [...changedOutsideTemplate];
  if (!from || from.spec.template === to.spec.template) {
    const seconds = { min: 0, max: 0 };
    return { possible: false, historyLimit, replaced: 0, completes: false, seconds, notReverted };
  }
  const ranges = returning(left);
  const rules = rolloutRules(to.spec, desiredOn(ranges), version);
  const times = { ...to.spec, probeSeconds: from.spec.probeSeconds };
  const fastest = simulate(ranges, rules, fastestPace(times));
  const slowest = simulate(ranges, rules, slowestPace(times));
  return {
    // A revision beyond the limit is kept as long as a pod carries it.
    possible: historyLimit > 0 || left.some(({ pods }) => isLive(pods.old)),
    historyLimit,
    replaced: slowest.waves
      .filter(({ action }) => action === 'Replace' || action === 'Surge')
      .flatMap(({ ranges: places }) => places)
      .reduce((sum, range) => sum + sizeOf(range), 0),
    completes: isComplete(slowest.left),
    seconds: { min: fastest.seconds, max: slowest.seconds },
    notReverted,
  };
}

/** The nodes as going back finds them: the pods that the rollout leaves, their revisions exchanged. */
function returning(left: readonly Cohort[]): NodeRange[] {
  const classes = new Map<RolloutClass, Map<NodePods, RolloutClass>>();
  const ranges = left.map(({ nodes, pods, from, to }) => {
    const { back, ...rest } = nodes;
    const exchanged = nodePods(pods.fresh, pods.old);
    const ofClass = classes.get(nodes) ?? new Map<NodePods, RolloutClass>();
    const nodeClass = ofClass.get(pods) ?? { ...rest, ...back, back: nodes, becomesReady: true, pods: exchanged };
    classes.set(nodes, ofClass.set(pods, nodeClass));
    return { nodes: nodeClass, from, to };
  });
  return joined(ranges);
}
