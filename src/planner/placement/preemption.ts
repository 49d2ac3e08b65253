import { FilterContext, Rejection } from './filters/filter';
import { PlacedPod } from './node-state';
import { fits } from './scheduler';
import { PodDisruptionBudget, budgetCovers } from '../../kubernetes/pod-disruption-budget';

/**
 * The pods that must leave the node for an agent that was rejected, most important first; undefined when preemption
 * cannot help. The fleet is left as it was.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go SelectVictimsOnNode
 */
export function selectVictims(
  context: FilterContext,
  rejections: readonly Rejection[],
  budgets: readonly PodDisruptionBudget[],
): PlacedPod[] | undefined {
  const { agent, state, fleet } = context;
  if (agent.preemptionPolicy === 'Never' || !rejections.every((each) => each.preemptionMayHelp)) {
    return undefined;
  }
  const potential = mostImportantFirst(state.pods.filter((pod) => pod.priority < agent.priority));
  if (potential.length === 0) {
    return undefined;
  }
  potential.forEach((pod) => fleet.remove(pod, state));
  const victims = fits(context) ? reprieve(context, potential, budgets) : undefined;
  (victims ?? potential).forEach((pod) => fleet.add(pod, state));
  return victims;
}

/** Puts back, most important first and those whose budget would break before all, every pod that the agent can spare. */
function reprieve(
  context: FilterContext,
  potential: readonly PlacedPod[],
  budgets: readonly PodDisruptionBudget[],
): PlacedPod[] {
  const { state, fleet } = context;
  const [violating, others] = splitByBudget(potential, budgets);
  const victims = [...violating, ...others].filter((pod) => {
    fleet.add(pod, state);
    if (fits(context)) {
      return false;
    }
    fleet.remove(pod, state);
    return true;
  });
  return mostImportantFirst(victims);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go filterPodsWithPDBViolation */
function splitByBudget(
  pods: readonly PlacedPod[],
  budgets: readonly PodDisruptionBudget[],
): [PlacedPod[], PlacedPod[]] {
  const allowed = budgets.map(({ disruptionsAllowed }) => disruptionsAllowed);
  const violating: PlacedPod[] = [];
  const others: PlacedPod[] = [];
  for (const pod of pods) {
    let violates = false;
    budgets.forEach((budget, i) => {
      if (budgetCovers(budget, pod)) {
        allowed[i] -= 1;
        violates ||= allowed[i] < 0;
      }
    });
    (violates ? violating : others).push(pod);
  }
  return [violating, others];
}

/**
 * Higher priority first, then the one that started earlier; a pod that has not started counts as starting now. Where
 * Kubernetes leaves the rest to the clock, names decide here.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/util/utils.go MoreImportantPod
 */
function mostImportantFirst(pods: readonly PlacedPod[]): PlacedPod[] {
  const started = ({ startTime }: PlacedPod) => (startTime === undefined ? Infinity : Date.parse(startTime));
  return pods
    .map((pod) => ({ pod, started: started(pod) }))
    .sort((a, b) => {
      if (a.pod.priority !== b.pod.priority) {
        return b.pod.priority - a.pod.priority;
      }
      if (a.started !== b.started) {
        return a.started < b.started ? -1 : 1;
      }
      return `${a.pod.namespace}/${a.pod.name}` < `${b.pod.namespace}/${b.pod.name}` ? -1 : 1;
    })
    .map(({ pod }) => pod);
}
