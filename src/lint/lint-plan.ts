import { lintContext } from './lint-context';
import { LintOptions } from './lint-options';
import { LINT_RULES } from './lint-rules';
import { PLATFORM_RULES, platformRules } from './platform-rules';
import { isAsGraveAs } from './severity';
import { isSilenced } from './silence';
import { Manifest } from '../kubernetes/manifest/manifest';
import { PlanFinding } from '../planner/placement/placement-document';
import { PlacementPlan } from '../planner/placement/placement-plan';

/**
 * What an experienced operator would say in review of the agents of a plan: agent by agent in the order of the plan, and
 * rule by rule.
 *
 * @param manifests all that is deployed together: RBAC, disruption budgets and other workloads count too
 * @throws Error when a platform is not known
 */
export function lintPlan(
  plan: PlacementPlan,
  manifests: readonly Manifest[],
  options: LintOptions = {},
): PlanFinding[] {
  const context = lintContext(
    plan._placement,
    manifests,
    [...LINT_RULES, ...PLATFORM_RULES].map(({ id }) => id),
    options,
  );
  const { atLeast = 'info', platforms = [] } = options;
  const rules = [...LINT_RULES, ...platformRules(platforms)].filter(({ severity }) => isAsGraveAs(severity, atLeast));
  return context.agents.flatMap((agent) =>
    rules
      .filter(({ id }) => !isSilenced(agent, id))
      .flatMap(({ id, severity, check }) =>
        check(agent, context).map((remark) => ({ rule: id, severity, daemonSet: agent.key, ...remark })),
      ),
  );
}
