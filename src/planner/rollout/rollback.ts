import { DaemonSetChange } from './daemon-set-change';
import { LineUp, lineUp } from './line-up';
import { NodePods, isLive, nodePods } from './node-pods';
import { ClassNodes, RolloutClass, desiredOn, nodesIn } from './rollout-class';
import { RolloutRollback } from './rollout-document';
import { rolloutRules } from './rollout-rules';
import { isComplete } from './rollout-status';
import { placesTogether } from '../placement/alike';
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
  { order }: LineUp,
  nodeCount: number,
  version: KubernetesVersion,
): RolloutRollback {
  const historyLimit = to.spec.revisionHistoryLimit;
  const notReverted = [...changedOutsideTemplate];
  if (!from || from.spec.template === to.spec.template) {
    const seconds = { min: 0, max: 0 };
    return { possible: false, historyLimit, replaced: 0, completes: false, seconds, notReverted };
  }
  const groups = returning(left, order);
  const rules = rolloutRules(to.spec, desiredOn(groups), version);
  const { ranges } = lineUp(groups, rules, nodeCount);
  const times = { ...to.spec, probeSeconds: from.spec.probeSeconds };
  const fastest = simulate(ranges, rules, fastestPace(times));
  const slowest = simulate(ranges, rules, slowestPace(times));
  return {
    // A revision beyond the limit is kept as long as a pod carries it.
    possible: historyLimit > 0 || left.some(({ pods }) => isLive(pods.old)),
    historyLimit,
    replaced: slowest.log.nodesOf('Replace') + slowest.log.nodesOf('Surge'),
    completes: isComplete(slowest.left),
    seconds: { min: fastest.seconds, max: slowest.seconds },
    notReverted,
  };
}

/** The nodes as going back finds them: the pods that the rollout leaves, their revisions exchanged. */
function returning(left: readonly Cohort[], order: LineUp['order']): ClassNodes[] {
  const cohorts = new Map<RolloutClass, Map<NodePods, Cohort[]>>();
  for (const cohort of left) {
    const ofClass = cohorts.get(cohort.nodes) ?? new Map<NodePods, Cohort[]>();
    const alike = ofClass.get(cohort.pods);
    if (alike) {
      alike.push(cohort);
    } else {
      ofClass.set(cohort.pods, [cohort]);
    }
    cohorts.set(cohort.nodes, ofClass);
  }
  return [...cohorts].flatMap(([nodes, ofClass]) =>
    [...ofClass].map(([pods, alike]) => {
      const { back, ...rest } = nodes;
      return {
        nodes: { ...rest, ...back, back: nodes, becomesReady: true, pods: nodePods(pods.fresh, pods.old) },
        size: nodesIn(alike),
        places: () => placesTogether(alike.map(({ from, to }) => order().subarray(from, to))),
      };
    }),
  );
}
