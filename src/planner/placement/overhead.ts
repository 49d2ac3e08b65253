import { kindOfNode } from './kind-of-node';
import { NodeOverhead } from './placement-document';
import { PlannedPlacement } from './planned-placement';
import { Node } from '../../inventory/node';

/**
 * What the scheduled agents request on each kind of node: nodes of one pool, with the same to give, on which the same
 * agents run. In order of the kind's name.
 */
export function overheadByKind(plan: PlannedPlacement): NodeOverhead[] {
  const kinds = new Map<string, { kind: string; nodes: Node[]; agents: PlannedPlacement['agents'][number][] }>();
  plan.nodes.forEach(({ node }, i) => {
    const agents = plan.agents.filter(({ index }) => plan.verdicts[index][i].state === 'Scheduled');
    const kind = kindOfNode(node);
    const allocatable = [...node.allocatable].sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([kind, allocatable, agents.map(({ index }) => index)]);
    const entry = kinds.get(key) ?? { kind, nodes: [], agents };
    entry.nodes.push(node);
    kinds.set(key, entry);
  });
  return [...kinds.values()]
    .sort((a, b) => (a.kind === b.kind ? 0 : a.kind < b.kind ? -1 : 1))
    .map(({ kind, nodes, agents }) => ({
      kind,
      nodes: nodes.map(({ name }) => name),
      agents: agents.map(({ key }) => key),
      requests: totals(agents),
      allocatable: Object.fromEntries(nodes[0].allocatable),
    }));
}

function totals(agents: PlannedPlacement['agents']): { [resource: string]: number } {
  const sum = new Map([['pods', agents.length]]);
  for (const { footprint } of agents) {
    for (const [resource, amount] of footprint.requests) {
      sum.set(resource, (sum.get(resource) ?? 0) + amount);
    }
  }
  return Object.fromEntries(sum);
}
