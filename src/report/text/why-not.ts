import { daemonSetKey } from '../../kubernetes/daemon-set';
import { DaemonSetPlacement, PlacementPlanDocument, PlacementState } from '../../planner/placement/placement-document';
import { daemonSetNamesText } from '../daemon-set-names';
import { foldNodeNames, nodePatternsText } from '../node-names';
import { countText } from '../units';
import { Block, Section } from './layout';
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
export function whyNot({ daemonSets, nodes }: PlacementPlanDocument, width: number, style: Style): Section {
  const agents = daemonSets.map((agent) => ({ agent, outcomes: outcomesOf(agent.placements) }));
  const alike = new Map<string, { readonly told: Block[]; readonly sharing: DaemonSetPlacement[] }>();
  for (const { agent, outcomes } of worstFirst(agents)) {
    const told = outcomes.map((outcome) => outcomeLines(outcome, agent.misscheduled > 0, width, style));
    const key = told.flat().join('\n');
    const known = alike.get(key) ?? { told, sharing: [] };
    known.sharing.push(agent);
    alike.set(key, known);
  }
  const states = new Set(agents.flatMap(({ outcomes }) => outcomes.map(({ state }) => state)));
  const legend = LEGEND.filter(([state]) => states.has(state)).flatMap(([state, text]) =>
    hanging('', `${state}: ${text}`, width).map(style.faint),
  );
  return {
    title: 'Why not everywhere',
    lead: legend,
    blocks: [...alike.values()]
      .filter(({ told }) => told.length > 0)
      .flatMap(({ told: [first, ...others], sharing }) => [
        ['', ...headLines(sharing, nodes.total, width, style), ...first],
        ...others,
      ]),
    noun: 'reason',
  };
}

/** Agents with pods that do not run before those that are merely left out of nodes. */
function worstFirst<T extends { readonly agent: DaemonSetPlacement }>(agents: readonly T[]): T[] {
  const wrong = ({ agent: { pending, refused } }: T) => pending + refused > 0;
  return [...agents.filter(wrong), ...agents.filter((each) => !wrong(each))];
}

function headLines(agents: readonly DaemonSetPlacement[], total: number, width: number, style: Style): string[] {
  const runs = `${agents.length === 1 ? 'runs' : 'run'} on ${agents[0].scheduled} of ${countText(total, 'node')}`;
  return hanging('', `${daemonSetNamesText(agents.map(daemonSetKey))} ${runs}`, width).map(style.heading);
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
