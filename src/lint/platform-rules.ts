import { LintRule } from './rule';
import { Field } from '../kubernetes/manifest/field';
import { PlatformRule, platformAgent } from '../privileges/platforms/platform-rule';
import { PLATFORMS, platformsNamed } from '../privileges/platforms/platforms';

/** Every rule of every platform. */
export const PLATFORM_RULES: readonly LintRule[] = PLATFORMS.flatMap(({ rules }) => rules.map(asLintRule));

/**
 * The rules of the platforms of these names.
 *
 * @throws Error when a name is that of no platform
 */
export function platformRules(names: readonly string[]): LintRule[] {
  return platformsNamed(names).flatMap(({ rules }) => rules.map(asLintRule));
}

/** A platform looks at what is deployed; on which nodes it runs is the same for all of them. */
function asLintRule(rule: PlatformRule): LintRule {
  return {
    ...rule,
    check: ({ planned }, { manifests, placement }) =>
      rule.check(platformAgent(Field.of(planned.daemonSet.manifest, []), manifests, placement.version)),
  };
}
