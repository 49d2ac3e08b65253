import {
  bootstrapClosing,
  bootstrapHeadline,
  isHeldUp,
  nodeCount,
  startsText,
  virtualNodesText,
} from '../bootstrap-summary';
import { nodeNamesText } from '../node-names';
import { countText } from '../units';
import { assumptionsMarkdown } from './findings-markdown';
import { code, codeBlock, details, escaped, page } from './markdown';
import { taintToString } from '../../kubernetes/taint';
import { BootstrapDeadlock, BootstrapPlanDocument, NodeBootstrap } from '../../planner/bootstrap/bootstrap-document';

const MOST_SORTS = 4;
const MOST_DEADLOCKS = 3;
const MOST_FIXES = 2;
const MOST_PHASES = 8;
const MOST_AGENTS = 6;
const NAMES_WIDTH = 120;

/** How new nodes fare, as a comment on a pull request. */
export function bootstrapMarkdown(plan: BootstrapPlanDocument): string {
  const mostNodesFirst = [...plan.nodes].sort(
    (a, b) => Number(a.becomesReady) - Number(b.becomesReady) || b.nodes.length - a.nodes.length,
  );
  const untold = mostNodesFirst.slice(MOST_SORTS);
  const more = plan.deadlocks.length - MOST_DEADLOCKS;
  const virtual = virtualNodesText(plan, NAMES_WIDTH);
  return page(
    [`### Node agents: ${escaped(bootstrapHeadline(plan))}`],
    [escaped(bootstrapClosing(plan))],
    ...plan.deadlocks.slice(0, MOST_DEADLOCKS).map(deadlock),
    more > 0 ? [`and ${countText(more, 'more deadlock')}`] : [],
    ...mostNodesFirst.slice(0, MOST_SORTS).map(sortOfNode),
    untold.length > 0
      ? [`and ${countText(nodeCount(untold), 'node')} of ${countText(untold.length, 'more sort')}`]
      : [],
    virtual === undefined ? [] : [escaped(virtual)],
    assumptionsMarkdown(plan.assumptions),
  );
}

function deadlock({ nodes, message, fixes }: BootstrapDeadlock): string[] {
  return [
    `**Deadlock** on a node like ${code(nodeNamesText(nodes, NAMES_WIDTH))}: ${escaped(message)}`,
    ...fixes
      .slice(0, MOST_FIXES)
      .flatMap((fix) => [
        '',
        `*Fix* of ${code(fix.daemonSet)}: ${escaped(fix.message)}`,
        '',
        ...codeBlock('json', JSON.stringify(fix.patch)),
        ...codeBlock('ts', fix.typescript),
      ]),
  ];
}

function sortOfNode({ nodes, becomesReady, phases, agents, remainingTaints }: NodeBootstrap): string[] {
  const summary = `${becomesReady ? 'Becomes Ready' : '<b>Never Ready</b>'}: ${countText(nodes.length, 'node')} such as ${escaped(nodes[0])}`;
  const steps = phases.slice(0, MOST_PHASES).map(({ starts, then }, i) => {
    const follows = then.length > 0 ? ` => ${then.slice(0, MOST_AGENTS).map(code).join(', ')}` : '';
    return `${i + 1}. ${escaped(startsText(starts))}${follows}`;
  });
  const held = agents.filter(isHeldUp);
  const heldEntries = held
    .slice(0, MOST_AGENTS)
    .map(
      ({ daemonSet, state, blockedBy }) =>
        `- ${code(daemonSet)} is **${state}**: ${escaped(blockedBy.map(({ message }) => message).join('; '))}`,
    );
  const lists = [
    steps,
    held.length > MOST_AGENTS ? [...heldEntries, `- and ${held.length - MOST_AGENTS} more agents`] : heldEntries,
    remainingTaints.length > 0 ? [`Taints that stay: ${remainingTaints.map(taintToString).map(code).join(', ')}`] : [],
  ].filter(({ length }) => length > 0);
  return details(
    summary,
    lists.length === 0 ? ['Nothing happens.'] : lists.flatMap((list, i) => (i === 0 ? list : ['', ...list])),
  );
}
