import { taintToString } from '../../../kubernetes/taint';
import {
  AgentBootstrap,
  BootstrapDeadlock,
  BootstrapPhase,
  BootstrapPlanDocument,
  NodeBootstrap,
} from '../../../planner/bootstrap/bootstrap-document';
import { bootstrapHeadline, isHeldUp, nodeCount, virtualNodesText } from '../../bootstrap-summary';
import { daemonSetNamesText } from '../../daemon-set-names';
import { nodeNamesText } from '../../node-names';
import { printable } from '../../printable';
import { countText } from '../../units';
import { markup, Markup } from '../markup';
import { adviceItem, adviceList } from './advice';
import { Section } from './section';

/** More kinds of new node than a reader goes through; those that do not become ready come first. */
const MOST_KINDS = 30;

/** A new node from its first second: who starts when, what that brings, and who waits for whom for ever. */
export function bootstrapSection(bootstrap?: BootstrapPlanDocument): Section | undefined {
  if (!bootstrap) {
    return undefined;
  }
  const { nodes, deadlocks, assumptions } = bootstrap;
  const virtual = virtualNodesText(bootstrap);
  const notes = [...(virtual === undefined ? [] : [virtual]), ...assumptions];
  const kinds = [...nodes.filter((each) => !each.becomesReady), ...nodes.filter((each) => each.becomesReady)];
  const left = nodeCount(kinds.slice(MOST_KINDS));
  return {
    id: 'bootstrap',
    title: 'Bootstrap',
    lead: bootstrapHeadline(bootstrap),
    body: markup`${adviceList(deadlocks.map(deadlockMarkup))}${kinds.slice(0, MOST_KINDS).map(kindMarkup)}
${left > 0 && markup`<p class="faint">and kinds of ${countText(left, 'more node')}</p>`}
${notes.length > 0 && markup`<ul class="notes">${notes.map((text) => markup`<li>${printable(text)}</li>`)}</ul>`}`,
  };
}

function deadlockMarkup({ nodes, message, fixes }: BootstrapDeadlock): Markup {
  const what = markup`<strong>deadlock</strong> on nodes like <span class="names">${nodeNamesText(nodes)}</span>`;
  const told = fixes.map((fix) => `${fix.daemonSet}: ${fix.message}; in TypeScript: ${fix.typescript}`);
  return adviceItem('error', what, message, told);
}

function kindMarkup({ nodes, becomesReady, remainingTaints, agents, phases }: NodeBootstrap): Markup {
  const waiting = agents.filter(isHeldUp);
  const absent = agents.filter(({ state }) => state === 'Absent');
  const taints = remainingTaints.map(taintToString).join(', ');
  return markup`<article class="bootstrap">
<h3><span class="${becomesReady ? 'good' : 'bad'}">${becomesReady ? 'Ready' : 'Never Ready'}</span> <span class="names">${nodeNamesText(nodes)}</span></h3>
<ol class="phases">${phases.map(phaseMarkup)}</ol>
${taints !== '' && markup`<p>Taints that stay: <code>${printable(taints)}</code></p>`}
${waiting.length > 0 && markup`<ul class="notes">${waiting.map(agentMarkup)}</ul>`}
${absent.length > 0 && markup`<p class="faint">No pod there: ${daemonSetNamesText(absent.map(({ daemonSet }) => daemonSet))}</p>`}
</article>
`;
}

function phaseMarkup({ starts, then }: BootstrapPhase): Markup {
  return markup`<li><div><strong>${starts.length > 0 ? starts.map(printable).join(', ') : 'the node registers'}</strong>${then.map((each) => markup`<span class="then">${printable(each)}</span>`)}</div></li>`;
}

function agentMarkup({ daemonSet, state, blockedBy }: AgentBootstrap): Markup {
  return markup`<li><strong>${printable(daemonSet)}</strong> ${state}: ${blockedBy.map(({ message }) => printable(message)).join('; ')}</li>`;
}
