import { BootstrapPlanDocument } from '../../planner/bootstrap/bootstrap-document';
import { nodeNamesText } from '../node-names';
import { junitXml } from './junit-xml';

const NAMES_WIDTH = 120;

/** One case for every sort of new node: that it becomes Ready and nothing holds it up for ever. */
export function bootstrapJunit({ nodes, deadlocks }: BootstrapPlanDocument): string {
  const cases = nodes.map((sort) => {
    const names = new Set(sort.nodes);
    const own = deadlocks.filter((deadlock) => deadlock.nodes.some((name) => names.has(name)));
    const held = sort.agents
      .filter(({ state }) => state === 'Pending' || state === 'Waiting')
      .map(
        ({ daemonSet, state, blockedBy }) =>
          `${daemonSet} is ${state}: ${blockedBy.map(({ message }) => message).join('; ')}`,
      );
    const failures = [
      ...own.map(({ message, fixes }) =>
        [message, ...fixes.map((fix) => `fix: ${fix.daemonSet}: ${fix.message}`)].join('\n'),
      ),
      ...(sort.becomesReady ? [] : held),
    ];
    return {
      className: `a node like ${nodeNamesText(sort.nodes, NAMES_WIDTH)}`,
      name: 'becomes Ready',
      failures: failures.length === 0 && !sort.becomesReady ? ['nothing makes it Ready'] : failures,
      notes: sort.becomesReady ? held : [],
    };
  });
  return junitXml('bootstrap', cases);
}
