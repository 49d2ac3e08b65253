import { EvictedPod, PlanFinding } from '../../planner/placement/placement-document';
import { daemonSetNamesText } from '../daemon-set-names';
import { groupFindings } from '../finding-groups';
import { printable } from '../printable';
import { countText, wholeText } from '../units';
import { Layout, Section } from './layout';
import { Style } from './style';
import { hanging, wrapped } from './wrapped';

/** More pods than a reader takes in; the rest is told by their number. */
const MOST_PODS = 10;

/** The running pods that make room, by the agent they make room for. */
export function evictionSection(title: string, evicted: readonly EvictedPod[], width: number): Section {
  return { title, blocks: evictionTexts(evicted).map((text) => bullet(text, width)), noun: 'agent' };
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
export function assumptionSection(assumptions: readonly string[], width: number): Section {
  return { title: 'Assumptions', blocks: assumptions.map((each) => bullet(each, width)), noun: 'assumption' };
}

/** An untrusted text as an entry of a list. */
export function bullet(text: string, width: number): string[] {
  return hanging('- ', printable(text), width);
}

/** What a user should know beyond the placements, worst first, each with what to change. */
export function findingSection(title: string, findings: readonly PlanFinding[], { width, style }: Layout): Section {
  const blocks = groupFindings(findings).map(({ severity, rule, daemonSets, message, fix }) =>
    adviceLines(severity, `${rule} in ${daemonSetNamesText(daemonSets)}: ${message}`, fix, width, style),
  );
  return { title, blocks, noun: 'finding', most: MOST_FINDINGS };
}

/** More findings than a reader takes in. */
const MOST_FINDINGS = 20;

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
