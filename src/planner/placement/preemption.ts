import { FilterContext, Rejection } from './filters/filter';
import { NodeRoom, amountOf, countedResources, nodeResourcesFit } from './filters/node-resources-fit';
import { PlacedPod } from './node-state';
import { PlacementReason } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { filtersOfPods, fits } from './scheduler';
import { PodDisruptionBudget, budgetCovers } from '../../kubernetes/pod-disruption-budget';
import { PODS } from '../../kubernetes/resource-name';

/**
 * The pods that must leave the node for an agent that was rejected, most important first; undefined when preemption
 * cannot help. The fleet is left as it was.
 *
 * @param rejections of the first filter that says no: those before it agree
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
  const lower = state.pods.filter((pod) => pod.priority < agent.priority);
  if (lower.length === 0 || !rejections.every(({ reason }) => mayMakeRoom(lower, reason))) {
    return undefined;
  }
  const filters = filtersOfPods(context);
  const onlyRoom = filters.every((filter) => filter === nodeResourcesFit);
  const trial: PreemptionTrial = onlyRoom
    ? new RoomTrial(agent, state)
    : {
        add: (pod) => fleet.add(pod, state),
        remove: (pod) => fleet.remove(pod, state),
        fits: () => fits({ ...context, filters }),
      };
  return victimsAmong(lower, trial, budgets);
}

/** A node while victims are looked for. */
interface PreemptionTrial {
  add(pod: PlacedPod): void;
  remove(pod: PlacedPod): void;
  /** Whether there is a place for the pod that preempts. */
  fits(): boolean;
}

/** Where nothing but room keeps the pod off, amounts tell what it finds: no pod need be moved. */
export class RoomTrial implements PreemptionTrial {
  private readonly resources: readonly string[];
  private readonly left: number[];

  constructor(
    private readonly agent: PlannedAgent,
    room: NodeRoom,
  ) {
    const counted = countedResources(agent.footprint.requests);
    this.resources = [PODS, ...counted];
    this.left = [
      room.allocatable(PODS) - room.podCount,
      ...counted.map((resource) => room.allocatable(resource) - room.requested(resource)),
    ];
  }

  add(pod: PlacedPod): void {
    this.resources.forEach((resource, i) => (this.left[i] -= amountOf(pod, resource)));
  }

  remove(pod: PlacedPod): void {
    this.resources.forEach((resource, i) => (this.left[i] += amountOf(pod, resource)));
  }

  fits(): boolean {
    return this.resources.every((resource, i) => amountOf(this.agent.footprint, resource) <= this.left[i]);
  }
}

/** The pods of lower priority that must leave; undefined where it would not help if all did. The node is left as it was. */
export function victimsAmong(
  lower: readonly PlacedPod[],
  trial: PreemptionTrial,
  budgets: readonly PodDisruptionBudget[],
): PlacedPod[] | undefined {
  const potential = mostImportantFirst(lower);
  potential.forEach((pod) => trial.remove(pod));
  const victims = trial.fits() ? reprieve(trial, potential, budgets) : undefined;
  (victims ?? potential).forEach((pod) => trial.add(pod));
  return victims;
}

/** Whether there would be enough of what is short if all of the pods went; they need not be removed to know that. */
function mayMakeRoom(pods: readonly PlacedPod[], { resource, requested, used, capacity }: PlacementReason): boolean {
  if (resource === undefined) {
    return true;
  }
  const freed = pods.reduce((sum, pod) => sum + amountOf(pod, resource), 0);
  return requested! <= capacity! - used! + freed;
}

/** Puts back, most important first and those whose budget would break before all, every pod that the agent can spare. */
function reprieve(
  trial: PreemptionTrial,
  potential: readonly PlacedPod[],
  budgets: readonly PodDisruptionBudget[],
): PlacedPod[] {
  const [violating, others] = splitByBudget(potential, budgets);
  const victims = [...violating, ...others].filter((pod) => {
    trial.add(pod);
    if (trial.fits()) {
      return false;
    }
    trial.remove(pod);
    return true;
  });
  return violating.length === 0 ? victims : mostImportantFirst(victims);
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
  return [...pods].sort(
    (a, b) =>
      b.priority - a.priority ||
      compareStarts(a.startTime, b.startTime) ||
      compareTexts(a.namespace, b.namespace) ||
      compareTexts(a.name, b.name),
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareStarts(a: string | undefined, b: string | undefined): number {
  if (a === b) {
    return 0;
  }
  return a === undefined ? 1 : b === undefined ? -1 : Date.parse(a) - Date.parse(b);
}
