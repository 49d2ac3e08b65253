import { EvictedPod, PlanFinding } from '../../planner/placement/placement-document';
import { groupFindings } from '../finding-groups';
import { printable } from '../printable';
import { countText, wholeText } from '../units';
import { Style } from './style';
import { hanging, wrapped } from './wrapped';

/** More pods than a reader takes in; the rest is told by their number. */
const MOST_PODS = 10;

/** The running pods that make room, by the agent they make room for. */
export function evictionLines(evicted: readonly EvictedPod[], width: number): string[] {
  return evictionTexts(evicted).flatMap((text) => bullet(text, width));
}

/** The same as a sentence for each agent. */
export function evictionTexts(evicted: readonly EvictedPod[]): string[] {
  const byAgent = new Map<string, EvictedPod[]>();
  for (const pod of evicted) {
    const pods = byAgent.get(pod.by) ?? [];
    byAgent.set(pod.by, pods);
    pods.push(pod);
  }
  return [...byAgent].map(([agent, pods]) => {
    const shown = pods.slice(0, MOST_PODS).map(({ namespace, name, node }) => `${namespace}/${name} on ${node}`);
    const more = pods.length > MOST_PODS ? ` and ${wholeText(pods.length - MOST_PODS)} more` : '';
    return `${agent} takes the place of ${countText(pods.length, 'pod')}: ${shown.join(', ')}${more}`;
  });
}

/** What was not in the input and was taken for granted. */
export function assumptionLines(assumptions: readonly string[], width: number): string[] {
  return assumptions.flatMap((assumption) => bullet(assumption, width));
}

/** An untrusted text as an entry of a list. */
export function bullet(text: string, width: number): string[] {
  return hanging('- ', printable(text), width);
}

/** More findings than a reader takes in; the others are in the JSON. */
const MOST_FINDINGS = 20;

/** What a user should know beyond the placements, worst first, each with what to change. */
export function findingLines(findings: readonly PlanFinding[], width: number, style: Style): string[] {
  const groups = groupFindings(findings);
  const more = groups.length - MOST_FINDINGS;
  return [
    ...groups.slice(0, MOST_FINDINGS).flatMap(({ severity, rule, daemonSets, message, fix }) => {
      const text = `${rule} in ${daemonSets.join(', ')}: ${message}`;
      return adviceLines(severity, text, fix, width, style);
    }),
    ...(more > 0 ? [`and ${countText(more, 'finding')} more, which --format json tells`] : []),
  ];
}

/** Something of a severity, and what to do about it. */
export function adviceLines(
  severity: PlanFinding['severity'],
  text: string,
  fix: string,
  width: number,
  style: Style,
): string[] {
  const colours = { error: style.bad, warning: style.warning, info: style.faint };
  const [first, ...rest] = wrapped(`${severity} ${printable(text)}`, width - 2);
  return [
    `${colours[severity](severity)}${first.slice(severity.length)}`,
    ...rest.map((line) => `  ${line}`),
    ...hanging('  fix: ', printable(fix), width),
  ];
}
