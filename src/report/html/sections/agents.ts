import { daemonSetKey } from '../../../kubernetes/daemon-set';
import { DaemonSetPlacement, PlacementPlanDocument } from '../../../planner/placement/placement-document';
import { nodeNamesText } from '../../node-names';
import { printable } from '../../printable';
import { notesOn } from '../../text/agents-table';
import { Outcome, outcomesOf } from '../../text/outcomes';
import { besidesText, reasonText } from '../../text/reason-text';
import { LEGEND } from '../../text/why-not';
import { countText } from '../../units';
import { markup, Markup, Part } from '../markup';
import { Section } from './section';
import { stateMark } from './state';
import { table } from './table';

const COLUMNS = ['Agent', 'Priority', 'CPU', 'Memory', 'Desired', 'Scheduled', 'Pending', 'Refused', 'Excluded'];

/** Every agent in a row, then where each does not run and why. */
export function agentsSection({ daemonSets, nodes }: PlacementPlanDocument): Section {
  const columns = COLUMNS.map((title, i) => ({ title, figures: i > 0 }));
  const states = new Set(daemonSets.flatMap(({ placements }) => placements.map(({ state }) => state)));
  const legend = LEGEND.filter(([state]) => states.has(state));
  return {
    id: 'agents',
    title: 'Agents',
    body: markup`${table('Agents', columns, daemonSets.map(agentRow))}
<h3>Why not everywhere</h3>
<dl class="legend">${legend.map(([state, text]) => markup`<div><dt>${stateMark(state)}${state}</dt><dd>${text}</dd></div>`)}</dl>
${daemonSets.map((agent, i) => whyNot(agent, i, nodes.total))}`,
  };
}

function agentRow(agent: DaemonSetPlacement): Part[] {
  const { priority, requests, desired, scheduled, pending, refused, excluded } = agent;
  const name = printable(daemonSetKey(agent));
  const trouble = (count: number) => (count > 0 ? markup`<strong class="bad">${count}</strong>` : count);
  return [
    markup`<button type="button" class="link" data-agent="${name}">${name}</button>`,
    priority,
    printable(requests.cpu ?? '-'),
    printable(requests.memory ?? '-'),
    desired,
    scheduled,
    trouble(pending),
    trouble(refused),
    excluded,
  ];
}

/** The map shows the same when the agent is chosen there, so it stands in an element that can be found. */
function whyNot(agent: DaemonSetPlacement, i: number, total: number): Markup {
  const outcomes = outcomesOf(agent.placements);
  const notes = notesOn(agent);
  return markup`<article class="agent" id="agent-${i}">
<h4>${printable(daemonSetKey(agent))} <span>runs on ${agent.scheduled.toLocaleString('en-US')} of ${countText(total, 'node')}</span></h4>
${notes.length > 0 && markup`<ul class="notes">${notes.map((note) => markup`<li>${printable(note)}</li>`)}</ul>`}
${outcomes.map((outcome) => outcomeMarkup(outcome, agent))}
</article>
`;
}

function outcomeMarkup(outcome: Outcome, { misscheduled }: DaemonSetPlacement): Markup {
  const { state, continues, nodes, reasons, besides } = outcome;
  const deciders = [...new Set(reasons.map(([{ reason }]) => reason.decider))].join(', ');
  const stays = continues && misscheduled > 0 ? ', a running pod stays' : '';
  return markup`<div class="outcome">
<p>${stateMark(state)}<strong>${state}</strong> (${deciders}), ${countText(nodes.length, 'node')}${stays}: <span class="names">${nodeNamesText(nodes)}</span></p>
<ul>${reasons.map((reason) => markup`<li${reason[0].reason.reported ? markup` class="reported"` : ''}>${reasonText(reason)}</li>`)}${besides.length > 0 && markup`<li>${besidesText(besides)}</li>`}</ul>
</div>`;
}
