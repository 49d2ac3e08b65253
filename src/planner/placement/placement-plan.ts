import { explainPlacement } from './explain';
import { overheadByKind } from './overhead';
import { NodeOverhead, PlacementPlanDocument } from './placement-document';
import { PlannedPlacement } from './planned-placement';
import { placementDocument } from './to-document';

/**
 * Where every agent runs, why it does not run elsewhere, and what it costs the nodes.
 *
 * @example
 * const plan = PlacementPlanner.plan(inventory, manifests);
 * plan.explain('node-agents/logs', 'gpu-7');
 */
export class PlacementPlan {
  /** @internal */
  public static _of(placement: PlannedPlacement): PlacementPlan {
    return new PlacementPlan(placement);
  }

  /** @internal */
  public readonly _placement: PlannedPlacement;

  private document?: PlacementPlanDocument;

  private constructor(placement: PlannedPlacement) {
    this._placement = placement;
  }

  /** The plan as data: the document with the schema `schemas/placement-plan.json`. */
  public toJson(): PlacementPlanDocument {
    this.document ??= placementDocument(this._placement);
    return this.document;
  }

  /**
   * Why an agent runs, or does not run, on a node, and what would change that: one to five sentences.
   *
   * @param agent the DaemonSet, as `name` or `namespace/name`
   * @param node name of the node
   * @throws Error when the plan has no such DaemonSet or node; it names the nearest one
   */
  public explain(agent: string, node: string): string {
    return explainPlacement(this._placement, agent, node);
  }

  /** What the scheduled agents together request on each kind of node. */
  public overhead(): NodeOverhead[] {
    return overheadByKind(this._placement);
  }
}
