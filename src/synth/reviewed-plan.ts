import { PlacementPlannerOptions } from './placement-planner-options';
import { NodeInventory } from '../inventory/node-inventory';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { manifestsOf } from '../kubernetes/manifest/read-manifests';
import { lintPlan } from '../lint/lint-plan';
import { Severity } from '../lint/severity';
import { PlanFinding } from '../planner/placement/placement-document';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { planPlacement } from '../planner/placement/plan-placement';

/** Says what a review finds in a plan, of a severity and graver. */
export type Review = (plan: PlacementPlan, atLeast?: Severity) => PlanFinding[];

/** A plan whose findings are the planner's, and then those of a review of the agents, made once somebody asks for them. */
export function reviewedPlan(
  inventory: NodeInventory,
  manifests: readonly Manifest[],
  options: PlacementPlannerOptions,
): PlacementPlan {
  const review = reviewOf(manifests, options);
  const plan = planPlacement(inventory, manifests, options);
  return plan._withFindings(() => review(plan));
}

/**
 * The review of what is deployed together.
 *
 * @throws InputError that lists every fault of the last release
 */
export function reviewOf(
  manifests: readonly Manifest[],
  { platformPorts, platforms, previous = [] }: PlacementPlannerOptions,
): Review {
  const faults: Fault[] = [];
  const released = manifestsOf([previous], faults);
  throwFaults(faults);
  return (plan, atLeast) => lintPlan(plan, manifests, { platformPorts, platforms, previous: released, atLeast });
}
