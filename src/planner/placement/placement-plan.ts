import { explainPlacement } from './explain';
import { planFindings } from './findings';
import { guaranteedPlacement } from './guaranteed';
import { PlacementOverhead } from './overhead/placement-overhead';
import { GuaranteedPlacement, PlacementPlanDocument, PlanFinding } from './placement-document';
import { NodesInJson, PlacementJsonOptions } from './placement-json-options';
import { PlannedPlacement } from './planned-placement';
import { NODES_IN_JSON, placementDocument, usualNodesInJson } from './to-document';
import { NodeChange } from '../change/events/node-change';
import { PlacementEvents } from '../change/events/placement-events';

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

  private readonly documents = new Map<NodesInJson, PlacementPlanDocument>();
  private findings?: PlanFinding[];
  private further: readonly FurtherFindings[] = [];

  private constructor(placement: PlannedPlacement) {
    this._placement = placement;
  }

  /**
   * The plan as data: the document with the schema `schemas/placement-plan.json`. Of a large fleet it names every node
   * once, and its placements have ranges of these names; `nodes` of a placement is there all the same for who reads the
   * object rather than its JSON.
   *
   * @param options whether nodes are told by name or in ranges, whatever the size of the fleet
   * @throws Error when they are to be told in another way
   */
  public toJson(options: PlacementJsonOptions = {}): PlacementPlanDocument {
    const nodes = options.nodes ?? usualNodesInJson(this._placement);
    if (!NODES_IN_JSON.includes(nodes)) {
      throw new Error(`nodes cannot be "${nodes}" in JSON: expected ${NODES_IN_JSON.join(' or ')}`);
    }
    const document = this.documents.get(nodes) ?? placementDocument(this._placement, this._findings, nodes);
    this.documents.set(nodes, document);
    return document;
  }

  /**
   * The plan with findings that others make of it, after its own.
   *
   * @internal
   */
  public _withFindings(findings: FurtherFindings): PlacementPlan {
    const plan = new PlacementPlan(this._placement);
    plan.further = [...this.further, findings];
    return plan;
  }

  /**
   * What is found of the plan, by itself and by others; for who needs no other part of the document.
   *
   * @internal
   */
  public get _findings(): PlanFinding[] {
    this.findings ??= [...planFindings(this._placement), ...found(this.further)];
    return this.findings;
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

  /**
   * On which nodes an agent finds room whatever other pods run there. Pods of lower priority make room for it; planned
   * agents and running pods of its priority or a higher one do not. An agent without a priority class is guaranteed
   * nowhere: pods without one may come first.
   *
   * @param agent the DaemonSet, as `name` or `namespace/name`
   * @throws Error when the plan has no such DaemonSet; it names the nearest one
   */
  public guaranteed(agent: string): GuaranteedPlacement {
    return guaranteedPlacement(this._placement, agent);
  }

  /** What the scheduled agents together take from each pool and each kind of node, and what is left for workloads. */
  public overhead(): PlacementOverhead {
    return PlacementOverhead._of(this._placement);
  }

  /**
   * What becomes of the agents when nodes change, join or go, once Kubernetes has answered: which pods stay, come and go,
   * which are evicted after a while, and which stay without ever being created again.
   *
   * @param changes what happens, in order; each is answered before the next one comes
   * @throws Error that lists every fault: an unknown node or kind of change, a field that is missing
   */
  public after(changes: NodeChange[]): PlacementEvents {
    return PlacementEvents._after(this._placement, changes);
  }
}

/** What others find in a plan: a list, or what makes one when somebody asks. */
type FurtherFindings = readonly PlanFinding[] | (() => readonly PlanFinding[]);

function found(further: readonly FurtherFindings[]): PlanFinding[] {
  return further.flatMap((each) => (typeof each === 'function' ? each() : each));
}
