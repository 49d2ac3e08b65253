import { explainRollout } from './explain';
import { PlannedRollout } from './planned-rollout';
import { RolloutPlanDocument } from './rollout-document';
import { rolloutDocument } from './to-document';

/**
 * How a change of a DaemonSet reaches its nodes: how long that takes, how many are without the agent at once, and
 * whether it ever ends.
 *
 * @example
 * const plan = RolloutPlanner.plan(inventory, live, chart);
 * plan.toJson().completes;
 */
export class RolloutPlan {
  /** @internal */
  public static _of(rollout: PlannedRollout): RolloutPlan {
    return new RolloutPlan(rollout);
  }

  /** @internal */
  public readonly _rollout: PlannedRollout;

  private document?: RolloutPlanDocument;

  private constructor(rollout: PlannedRollout) {
    this._rollout = rollout;
  }

  /** The plan as data: the document with the schema `schemas/rollout-plan.json`. */
  public toJson(): RolloutPlanDocument {
    this.document ??= rolloutDocument(this._rollout);
    return this.document;
  }

  /** The rollout in words: a sentence each on what it does, how long it takes, what it costs, and what stops it. */
  public explain(): string {
    return explainRollout(this.toJson());
  }
}
