import { EvictedPod, PlanFinding } from '../../planner/placement/placement-document';
import { printable } from '../printable';
import { countText } from '../units';
import { Style } from './style';
import { hanging, wrapped } from './wrapped';

/** More pods than a reader takes in; the rest is told by their number. */
const MOST_PODS = 10;

/** The running pods that make room, by the agent they make room for. */
export function evictionLines(evicted: readonly EvictedPod[], width: number): string[] {
  const byAgent = new Map<string, EvictedPod[]>();
  for (const pod of evicted) {
    const pods = byAgent.get(pod.by) ?? [];
    byAgent.set(pod.by, pods);
    pods.push(pod);
  }
  return [...byAgent].flatMap(([agent, pods]) => {
    const shown = pods.slice(0, MOST_PODS).map(({ namespace, name, node }) => `${namespace}/${name} on ${node}`);
    const more = pods.length > MOST_PODS ? ` and ${(pods.length - MOST_PODS).toLocaleString('en-US')} more` : '';
    const text = `${agent} takes the place of ${countText(pods.length, 'pod')}: ${shown.join(', ')}${more}`;
    return bullet(text, width);
  });
}

/** What was not in the input and was taken for granted. */
export function assumptionLines(assumptions: readonly string[], width: number): string[] {
  return assumptions.flatMap((assumption) => bullet(assumption, width));
}

function bullet(text: string, width: number): string[] {
  return hanging('- ', printable(text), width);
}

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** What a user should know beyond the placements, worst first, each with what to change. */
export function findingLines(findings: readonly PlanFinding[], width: number, style: Style): string[] {
  const colours = { error: style.bad, warning: style.warning, info: style.faint };
  return SEVERITIES.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .flatMap(({ daemonSet, rule, message, fix }) => {
        const [first, ...rest] = wrapped(`${severity} ${printable(`${rule} in ${daemonSet}: ${message}`)}`, width - 2);
        return [
          `${colours[severity](severity)}${first.slice(severity.length)}`,
          ...rest.map((line) => `  ${line}`),
          ...hanging('  fix: ', printable(fix), width),
        ];
      }),
  );
}
