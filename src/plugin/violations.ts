import { ViolatingResource, Violation } from './validation-context';
import { daemonSetKey } from '../kubernetes/daemon-set';
import { Fault, faultToString } from '../kubernetes/manifest/fault';
import { lineOfField } from '../kubernetes/manifest/line-of-field';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { pendingPods } from '../report/pending-pods';
import { printable } from '../report/printable';
import { RULE_FIELDS } from '../report/sarif/placement-sarif';
import { FailOn } from '../review/fail-on';

/** What of a plan is reported: what it takes to fail on it, and for `never` what `pending` would fail on. */
export function planViolations(plan: PlacementPlan, failOn: FailOn): Violation[] {
  const { findings, daemonSets } = plan.toJson();
  const severities = failOn === 'warning' ? ['error', 'warning'] : ['error'];
  const found = findings
    .filter(({ severity }) => severities.includes(severity))
    .map(({ rule, daemonSet, message, fix, field = RULE_FIELDS[rule] }) => ({ rule, daemonSet, message, fix, field }));
  const waiting =
    failOn === 'pending' || failOn === 'never'
      ? daemonSets.flatMap((agent) =>
          pendingPods(agent).map(({ message, fix }) => ({
            rule: 'pod-pending',
            daemonSet: daemonSetKey(agent),
            message,
            fix,
            field: undefined,
          })),
        )
      : [];
  const alike = new Map<string, Violation & { readonly violatingResources: ViolatingResource[] }>();
  for (const { rule, daemonSet, message, fix, field } of [...found, ...waiting]) {
    const key = JSON.stringify([rule, message, fix]);
    const violation = alike.get(key) ?? {
      ruleName: rule,
      recommendation: printable(message),
      fix: printable(fix),
      violatingResources: [],
    };
    violation.violatingResources.push(resourceOf(plan, daemonSet, field));
    alike.set(key, violation);
  }
  return [...alike.values()];
}

function resourceOf({ _placement }: PlacementPlan, key: string, field = 'metadata.name'): ViolatingResource {
  const { daemonSet } = _placement.agents.find((agent) => agent.key === key)!;
  const { manifest, name } = daemonSet;
  return {
    resourceName: name,
    manifestPath: manifest.file ?? '',
    locations: [`line ${lineOfField(manifest, field)}: ${printable(field)}`],
  };
}

/** Input that cannot be planned, told as the rest is: an error that a plugin throws is shown with its stack. */
export function inputViolation(fault: Fault): Violation {
  const { file = 'cdk8s.yaml', line, object = file, field } = fault;
  const location = [line === undefined ? undefined : `line ${line}`, field].filter((part) => part !== undefined);
  return {
    ruleName: 'unreadable-input',
    recommendation: printable(faultToString(fault)),
    fix: 'mend the input: nothing could be planned',
    violatingResources: [
      {
        // `DaemonSet agents/logs` is known as `logs`.
        resourceName: printable(object.split(/[ /]/).at(-1)!),
        manifestPath: file,
        locations: [printable(location.join(': ')) || 'as a whole'],
      },
    ],
  };
}
