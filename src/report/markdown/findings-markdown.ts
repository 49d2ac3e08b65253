import { FindingGroup, groupFindings } from '../finding-groups';
import { countText } from '../units';
import { atMost, code, details, escaped } from './markdown';
import { EvictedPod, PlanFinding } from '../../planner/placement/placement-document';

const MOST_ERRORS = 10;
const MOST_OTHERS = 15;
const MOST_AGENTS = 5;
const MOST_PODS = 10;

/** Errors in sight, and the other findings folded. */
export function findingsMarkdown(title: string, findings: readonly PlanFinding[]): string[] {
  const entry = (group: FindingGroup) => {
    const agents = group.daemonSets.slice(0, MOST_AGENTS).map(code).join(', ');
    const more = group.daemonSets.length > MOST_AGENTS ? ` and ${group.daemonSets.length - MOST_AGENTS} more` : '';
    return `- **${group.severity}** ${code(group.rule)} in ${agents}${more}: ${escaped(group.message)}. *Fix:* ${escaped(group.fix)}`;
  };
  const groups = groupFindings(findings);
  const errors = groups.filter(({ severity }) => severity === 'error');
  const others = groups.filter(({ severity }) => severity !== 'error');
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const [warnings, infos] = [count('warning'), count('info')];
  const parts = [warnings > 0 && countText(warnings, 'warning'), infos > 0 && `${infos} to know`].filter(Boolean);
  const folded = details(`${title}: ${parts.join(', ')}`, atMost(others, MOST_OTHERS, 'findings', entry));
  return [
    ...(errors.length > 0 ? [`**${title}**`, '', ...atMost(errors, MOST_ERRORS, 'errors', entry)] : []),
    ...(errors.length > 0 && folded.length > 0 ? [''] : []),
    ...folded,
  ];
}

/** Running pods that make room. */
export function evictionsMarkdown(title: string, evicted: readonly EvictedPod[]): string[] {
  const entry = ({ namespace, name, node, by }: EvictedPod) =>
    `- ${code(`${namespace}/${name}`)} on ${code(node)}, for ${code(by)}`;
  return evicted.length === 0
    ? []
    : [`**${title}: ${countText(evicted.length, 'pod')}**`, '', ...atMost(evicted, MOST_PODS, 'pods', entry)];
}

/** What was not in the input and was taken for granted. */
export function assumptionsMarkdown(assumptions: readonly string[]): string[] {
  const entries = atMost(assumptions, MOST_OTHERS, 'assumptions', (each) => `- ${escaped(each)}`);
  return details(countText(assumptions.length, 'assumption'), entries);
}
