import { lintContext } from './lint-context';
import { LintOptions } from './lint-options';
import { LINT_RULES } from './lint-rules';
import { isSilenced } from './silence';
import { Manifest } from '../kubernetes/manifest/manifest';
import { PlanFinding } from '../planner/placement/placement-document';
import { PlacementPlan } from '../planner/placement/placement-plan';

/**
 * What an experienced operator would say in review of the agents of a plan: agent by agent in the order of the plan, and
 * rule by rule.
 *
 * @param manifests all that is deployed together: RBAC, disruption budgets and other workloads count too
 */
export function lintPlan(
  plan: PlacementPlan,
  manifests: readonly Manifest[],
  options: LintOptions = {},
): PlanFinding[] {
  const context = lintContext(
    plan._placement,
    manifests,
    LINT_RULES.map(({ id }) => id),
    options,
  );
  return context.agents.flatMap((agent) =>
    LINT_RULES.filter(({ id }) => !isSilenced(agent, id)).flatMap(({ id, severity, check }) =>
      check(agent, context).map((remark) => ({ rule: id, severity, daemonSet: agent.key, ...remark })),
    ),
  );
}
