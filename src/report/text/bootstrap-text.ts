import { taintToString } from '../../kubernetes/taint';
import { bootstrapClosing, bootstrapHeadline, nodeCount, startsText, virtualNodesText } from '../bootstrap-summary';
import { daemonSetNamesText } from '../daemon-set-names';
import { nodeNamesText } from '../node-names';
import { printable } from '../printable';
import { countText } from '../units';
import { Layout, Section, TextOptions, layoutOf, sectionsText } from './layout';
import { assumptionSection } from './notes';
import { hanging, wrapped } from './wrapped';
import {
  AgentBootstrap,
  BootstrapDeadlock,
  BootstrapPlanDocument,
  NodeBootstrap,
} from '../../planner/bootstrap/bootstrap-document';

/** More sorts of nodes than a reader takes in; those that do not become ready come first. */
const MOST_SORTS = 8;
const MOST_DEADLOCKS = 8;

/** New nodes for people: how each becomes ready, or what it waits for, and the change that opens a deadlock. */
export function bootstrapText(plan: BootstrapPlanDocument, options: TextOptions = {}): string {
  const layout = layoutOf(options);
  const { width, style } = layout;
  const virtual = virtualNodesText(plan, width);
  const sections: Section[] = [
    deadlockSection(plan.deadlocks, layout),
    nodeSection(
      'Never ready',
      plan.nodes.filter(({ becomesReady }) => !becomesReady),
      layout,
    ),
    nodeSection(
      'Becomes ready',
      plan.nodes.filter(({ becomesReady }) => becomesReady),
      layout,
    ),
    {
      title: 'No kubelet',
      blocks: virtual === undefined ? [] : [wrapped(printable(virtual), width)],
      noun: 'line',
    },
    assumptionSection(plan.assumptions, width),
  ];
  const head = wrapped(bootstrapHeadline(plan), width).map(style.heading);
  return sectionsText(head, sections, wrapped(printable(bootstrapClosing(plan)), width), layout);
}

function nodeSection(title: string, nodes: readonly NodeBootstrap[], layout: Layout): Section {
  const mostNodesFirst = [...nodes].sort((a, b) => b.nodes.length - a.nodes.length);
  const untold = mostNodesFirst.slice(MOST_SORTS);
  const told = mostNodesFirst.slice(0, MOST_SORTS).map((each) => bootstrapLines(each, layout));
  return {
    title,
    blocks: told.map((block, i) => (i === 0 ? block : ['', ...block])),
    noun: 'sort',
    tail:
      untold.length > 0
        ? [
            '',
            `and ${countText(nodeCount(untold), 'node')} of ${countText(untold.length, 'more sort')}, which --format json tells`,
          ]
        : [],
  };
}

function bootstrapLines(bootstrap: NodeBootstrap, { width, style }: Layout): string[] {
  const { nodes, phases, agents, remainingTaints, becomesReady } = bootstrap;
  const lead = `A node like ${nodeNamesText(nodes, width - 12)}`;
  const steps = phases.flatMap(({ starts, then }, i) =>
    hanging(
      `  ${`${i + 1}.`.padEnd(4)}`,
      `${startsText(starts)}${then.length > 0 ? ` => ${printable(then.join(', '))}` : ''}`,
      width,
    ),
  );
  const taints = remainingTaints.map(taintToString).join(', ');
  return [
    (becomesReady ? style.heading : style.bad)(lead),
    ...(steps.length > 0 ? steps : ['  No agent becomes ready.']),
    ...agents
      .filter(({ state }) => state === 'Waiting' || state === 'Pending')
      .flatMap((each) => heldUpLines(each, width, style.bad)),
    ...absentLines(agents, width),
    ...(taints ? hanging('  ', printable(`Taints that stay: ${taints}`), width) : []),
    ...outrunLines(agents, width),
  ];
}

function heldUpLines(
  { daemonSet, state, blockedBy }: AgentBootstrap,
  width: number,
  paint: (text: string) => string,
): string[] {
  const reasons = blockedBy.map(({ message }) => message).join('; ');
  const [first, ...rest] = hanging('  ', printable(`${state}: ${daemonSet}: ${reasons}`), width);
  return [first.replace(state, paint(state)), ...rest];
}

/** No pod is what most agents are meant to have on some nodes, so they are told of together. */
function absentLines(agents: readonly AgentBootstrap[], width: number): string[] {
  const absent = agents.filter(({ state }) => state === 'Absent').map(({ daemonSet }) => daemonSet);
  return absent.length > 0 ? hanging('  ', `No pod there: ${daemonSetNamesText(absent)}`, width) : [];
}

function outrunLines(agents: readonly AgentBootstrap[], width: number): string[] {
  const outrun = agents.filter((agent) => agent.outrun).map(({ daemonSet }) => daemonSet);
  return outrun.length > 0 ? hanging('  ', `Workloads may start before: ${daemonSetNamesText(outrun)}`, width) : [];
}

function deadlockSection(deadlocks: readonly BootstrapDeadlock[], { width, style }: Layout): Section {
  const blocks = deadlocks.map(({ nodes, message, fixes }, i) => [
    ...(i > 0 ? [''] : []),
    style.bad(`On a node like ${nodeNamesText(nodes, width - 15)}`),
    ...hanging('  ', printable(message), width),
    ...fixes.flatMap((fix) => [
      ...hanging('  fix: ', printable(`${fix.daemonSet}: ${fix.message}`), width),
      ...hanging('       in TypeScript: ', printable(fix.typescript), width),
      ...hanging('       as a JSON patch: ', printable(JSON.stringify(fix.patch)), width),
    ]),
  ]);
  return { title: 'Deadlocks', blocks, noun: 'deadlock', most: MOST_DEADLOCKS };
}
