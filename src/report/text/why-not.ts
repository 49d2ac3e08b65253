import { daemonSetKey } from '../../kubernetes/daemon-set';
import { DaemonSetPlacement, PlacementPlanDocument, PlacementState } from '../../planner/placement/placement-document';
import { foldNodeNames, nodePatternsText } from '../node-names';
import { printable } from '../printable';
import { countText } from '../units';
import { Outcome, outcomesOf } from './outcomes';
import { besidesText, reasonText } from './reason-text';
import { Style } from './style';
import { hanging } from './wrapped';

/** Who decides, and where a user of a cluster would see it. */
export const LEGEND: readonly (readonly [PlacementState, string])[] = [
  ['Refused', 'the API server does not accept the pod; only an event on the DaemonSet says so.'],
  ['Pending', 'the pod exists and the scheduler does not place it; » marks what its event says.'],
  ['Excluded', 'the DaemonSet controller creates no pod, and no event says why.'],
];

const INDENT = '      ';
const REPORTED = '    » ';

/** For every agent the nodes on which it does not run, and why; agents that fare alike are told of together. */
export function whyNot({ daemonSets, nodes }: PlacementPlanDocument, width: number, style: Style): string[] {
  const agents = daemonSets.map((agent) => ({ agent, outcomes: outcomesOf(agent.placements) }));
  const blocks = new Map<string, DaemonSetPlacement[]>();
  for (const { agent, outcomes } of agents) {
    const block = outcomes.flatMap((outcome) => outcomeLines(outcome, agent.misscheduled > 0, width, style)).join('\n');
    blocks.set(block, [...(blocks.get(block) ?? []), agent]);
  }
  blocks.delete('');
  const states = new Set(agents.flatMap(({ outcomes }) => outcomes.map(({ state }) => state)));
  const legend = LEGEND.filter(([state]) => states.has(state)).flatMap(([state, text]) =>
    hanging('', `${state}: ${text}`, width).map(style.faint),
  );
  return [
    ...legend,
    ...[...blocks].flatMap(([block, sharing]) => ['', ...headLines(sharing, nodes.total, width, style), block]),
  ];
}

function headLines(agents: readonly DaemonSetPlacement[], total: number, width: number, style: Style): string[] {
  const names = agents.map((agent) => printable(daemonSetKey(agent)));
  const runs = `${names.length === 1 ? 'runs' : 'run'} on ${agents[0].scheduled} of ${countText(total, 'node')}`;
  return hanging('', `${names.join(', ')} ${runs}`, width).map(style.heading);
}

function outcomeLines(outcome: Outcome, misscheduled: boolean, width: number, style: Style): string[] {
  const { state, continues, nodes, reasons, besides } = outcome;
  const deciders = [...new Set(reasons.map(([{ reason }]) => reason.decider))].join(', ');
  const stays = continues && misscheduled ? ', a running pod stays' : '';
  const lead = `  ${state} (${deciders}), ${countText(nodes.length, 'node')}${stays}:`;
  return [
    ...nodeLines(lead, nodes, width, state === 'Excluded' ? String : style.bad),
    ...reasons.flatMap((reason) => hanging(reason[0].reason.reported ? REPORTED : INDENT, reasonText(reason), width)),
    ...(besides.length > 0 ? hanging(INDENT, besidesText(besides), width) : []),
  ];
}

/** The names on the line of the lead where they all fit there, else on one of their own. */
function nodeLines(lead: string, nodes: readonly string[], width: number, paint: (text: string) => string): string[] {
  const patterns = foldNodeNames(nodes);
  const names = nodePatternsText(patterns);
  return lead.length + 1 + names.length <= width
    ? [`${paint(lead)} ${names}`]
    : [paint(lead), `${INDENT}${nodePatternsText(patterns, width - INDENT.length)}`];
}
