import { PlacementPlannerOptions } from './placement-planner-options';
import { NodeInventory } from '../inventory/node-inventory';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { manifestsOf } from '../kubernetes/manifest/read-manifests';
import { lintPlan } from '../lint/lint-plan';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { planPlacement } from '../planner/placement/plan-placement';

/** A plan whose findings are the planner's, and then those of a review of the agents, made once somebody asks for them. */
export function reviewedPlan(
  inventory: NodeInventory,
  manifests: readonly Manifest[],
  { kubernetesVersion, platformPorts, platforms, previous = [] }: PlacementPlannerOptions,
): PlacementPlan {
  const faults: Fault[] = [];
  const released = manifestsOf([previous], faults);
  throwFaults(faults);
  const plan = planPlacement(inventory, manifests, { kubernetesVersion });
  return plan._withFindings(() => lintPlan(plan, manifests, { platformPorts, platforms, previous: released }));
}
