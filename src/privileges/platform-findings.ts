import { PlatformAgent, PlatformRule } from './platforms/platform-rule';
import { PrivilegeFinding } from './privilege-document';
import { silences } from './silence';

/** What the rules of platforms say of an agent, but for those that it turns off with a reason. */
export function platformFindings(agent: PlatformAgent, rules: readonly PlatformRule[]): PrivilegeFinding[] {
  const { namespace, name: daemonSet } = agent.privileges;
  return rules
    .filter(({ id }) => !silences(agent.annotations, id))
    .flatMap(({ id: rule, severity, check }) =>
      check(agent).map((remark) => ({ rule, severity, namespace, daemonSet, ...remark })),
    );
}
