import { PlacementPlanDocument } from '../../../planner/placement/placement-document';
import { closingText, placementHeadline } from '../../placement-summary';
import { markup, Markup } from '../markup';
import { stateMark } from './state';

/** The plan at a glance: what was planned, whether anything would go wrong, and the figures of it. */
export function summary(plan: PlacementPlanDocument): Markup {
  const { daemonSets, findings, evicted } = plan;
  const total = (count: (agent: (typeof daemonSets)[number]) => number) =>
    daemonSets.reduce((sum, agent) => sum + count(agent), 0);
  const desired = total((agent) => agent.desired);
  const scheduled = total((agent) => agent.scheduled);
  const refused = total((agent) => agent.refused);
  const pending = total((agent) => agent.pending);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const trouble = refused + pending + errors > 0;
  return markup`<div class="summary">
<p class="verdict ${trouble ? 'trouble' : 'fine'}">${closingText(plan, 'below')}</p>
<p class="lead">${placementHeadline(plan)}</p>
<dl class="figures">
${figure('Pods wanted', desired)}
${figure('Scheduled', scheduled, stateMark('Scheduled'))}
${figure('Pending', pending, stateMark('Pending'))}
${refused > 0 && figure('Refused', refused, stateMark('Refused'))}
${figure('Evicted pods', evicted.length)}
${figure('Error findings', errors)}
</dl>
</div>`;
}

function figure(name: string, count: number, mark?: Markup): Markup {
  return markup`<div><dt>${mark ?? ''}${name}</dt><dd>${count.toLocaleString('en-US')}</dd></div>`;
}
