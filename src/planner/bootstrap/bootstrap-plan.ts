import { BootstrapDeadlock, BootstrapPlanDocument, NodeBootstrap } from './bootstrap-document';
import type { NodeInventory } from '../../inventory/node-inventory';

/**
 * Whether new nodes become ready, who starts when, and which agents wait for each other for ever.
 *
 * @example
 * const plan = BootstrapPlanner.plan(inventory, chart);
 * plan.deadlocks.map(({ message }) => message);
 */
export class BootstrapPlan {
  /** @internal */
  public static _of(document: BootstrapPlanDocument, inventory: NodeInventory): BootstrapPlan {
    return new BootstrapPlan(document, inventory);
  }

  /** Version of the document's form. */
  public readonly apiVersion: string;
  /** Kind of the document. */
  public readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  public readonly kubernetesVersion: string;
  /** Whether each node was taken for the first one of an empty cluster. */
  public readonly firstNode: boolean;
  /** How new nodes fare; those that fare alike are one entry. */
  public readonly nodes: NodeBootstrap[];
  /** Names of the nodes that run no ordinary kubelet, such as those of Fargate, sorted: nothing starts there. */
  public readonly virtualNodes: string[];
  /** Agents that wait for each other, or for something that never comes. */
  public readonly deadlocks: BootstrapDeadlock[];
  /** What was not in the input and was assumed. */
  public readonly assumptions: string[];

  /** The document alone is enumerable: `toJson` takes all of it. */
  readonly #inventory: NodeInventory;

  private constructor(document: BootstrapPlanDocument, inventory: NodeInventory) {
    this.#inventory = inventory;
    this.apiVersion = document.apiVersion;
    this.kind = document.kind;
    this.kubernetesVersion = document.kubernetesVersion;
    this.firstNode = document.firstNode;
    this.nodes = document.nodes;
    this.virtualNodes = document.virtualNodes;
    this.deadlocks = document.deadlocks;
    this.assumptions = document.assumptions;
  }

  /**
   * What the plan was made against.
   *
   * @internal
   */
  public get _inventory(): NodeInventory {
    return this.#inventory;
  }

  /** Whether every new node becomes Ready, and no deadlock holds anything else up. */
  public bootstraps(): boolean {
    return this.nodes.every(({ becomesReady }) => becomesReady) && this.deadlocks.length === 0;
  }

  /** The plan as data: the document with the schema `schemas/bootstrap-plan.json`. */
  public toJson(): BootstrapPlanDocument {
    return { ...this };
  }
}
