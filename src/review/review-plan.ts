import { Manifest } from '../kubernetes/manifest/manifest';
import { LintOptions } from '../lint/lint-options';
import { lintPlan } from '../lint/lint-plan';
import { PlacementPlan } from '../planner/placement/placement-plan';
import {
  Requirement,
  RequirementResult,
  checkRequirements,
  requirementFindings,
} from '../planner/placement/requirement';

/** A plan with all that is found about it. */
export interface ReviewedPlan {
  readonly plan: PlacementPlan;
  readonly requirements: readonly RequirementResult[];
}

/**
 * Holds a plan against lint and the requirements.
 *
 * @throws UnknownNameError when a requirement names an agent that the plan does not have
 */
export function reviewPlan(
  bare: PlacementPlan,
  manifests: readonly Manifest[],
  required: readonly Requirement[],
  options: LintOptions,
): ReviewedPlan {
  const requirements = checkRequirements(bare._placement, required);
  const found = lintPlan(bare, manifests, options);
  return { plan: bare._withFindings([...requirementFindings(requirements), ...found]), requirements };
}
