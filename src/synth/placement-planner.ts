import { IConstruct } from 'constructs';
import { PlacementPlannerOptions } from './placement-planner-options';
import { reviewedPlan } from './reviewed-plan';
import { reviewedManifests } from './scope-manifests';
import { NodeInventory } from '../inventory/node-inventory';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { PlacementPlan } from '../planner/placement/placement-plan';

/**
 * Plans where DaemonSets run, before anything is deployed, as Kubernetes would place them.
 *
 * @example
 * const plan = PlacementPlanner.plan(NodeInventory.fromFile('nodes.json'), chart);
 * plan.explain('logs', 'gpu-7');
 */
export class PlacementPlanner {
  /**
   * Plans the DaemonSets of a chart, an app or any other scope, or of parsed manifests. PriorityClass, LimitRange,
   * RuntimeClass, PodDisruptionBudget and Namespace objects that stand beside them are heeded as those of the inventory.
   * The findings of the plan hold what a review of the agents says, by the rules of docs/rules.md.
   *
   * @param inventory the nodes, and what runs on them
   * @param source a construct, or a list of Kubernetes objects (Lists are taken apart, other kinds ignored)
   * @param options the Kubernetes version to plan for, and what a review may know besides
   * @throws Error that lists every fault of the manifests: object, field, value and rule
   */
  public static plan(
    inventory: NodeInventory,
    source: IConstruct | any[],
    options: PlacementPlannerOptions = {},
  ): PlacementPlan {
    const faults: Fault[] = [];
    const manifests = reviewedManifests(source, faults);
    throwFaults(faults);
    return reviewedPlan(inventory, manifests, options);
  }

  private constructor() {}
}
