import { PlanFinding } from '../../../planner/placement/placement-document';
import { printable } from '../../printable';
import { countText } from '../../units';
import { markup, Markup } from '../markup';
import { adviceItem, adviceList } from './advice';
import { Section } from './section';

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** What a user should know beyond the placements, worst first, each with what to change. */
export function findingsSection(findings: readonly PlanFinding[]): Section {
  const sorted = SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  return {
    id: 'findings',
    title: 'Findings',
    body:
      sorted.length === 0
        ? markup`<p class="none">No finding.</p>`
        : markup`${severityFilter(findings)}${adviceList(sorted.map(findingMarkup))}`,
  };
}

/** Hidden until a script is there to answer. */
function severityFilter(findings: readonly PlanFinding[]): Markup {
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  return markup`<div class="toggles" id="severities" role="group" aria-label="Severities shown" hidden>${counts.map(
    ({ severity, count }) =>
      markup`<button type="button" aria-pressed="true" data-severity="${severity}">${countText(count, severity, severity === 'info' ? 'info' : `${severity}s`)}</button>`,
  )}</div>`;
}

function findingMarkup({ rule, severity, daemonSet, message, fix }: PlanFinding): Markup {
  const agent = printable(daemonSet);
  const what = markup`<strong>${severity}</strong> <code>${printable(rule)}</code> in <button type="button" class="link" data-agent="${agent}">${agent}</button>`;
  return adviceItem(severity, what, message, [fix]);
}
