import { NodeOverhead } from '../../../planner/placement/placement-document';
import { amountText, countText, percentText } from '../../units';
import { OverheadData, OverheadKind, RESOURCES } from '../report-data';
import { OrderedNode } from './node-order';
import { Numbering, runsOf } from './runs';

/** What the agents together take of every node. */
export function overheadData(overhead: readonly NodeOverhead[], nodes: readonly OrderedNode[]): OverheadData {
  const kinds = new Numbering<OverheadKind>();
  const kindOf = new Map<string, number>();
  for (const each of overhead) {
    const kind = { text: overheadText(each), shares: RESOURCES.map((resource) => shareOf(each, resource)) };
    const number = kinds.of(kind, JSON.stringify(kind));
    each.nodes.forEach((name) => kindOf.set(name, number));
  }
  return { kinds: kinds.values, runs: runsOf(nodes.map(({ node }) => kindOf.get(node.name)!)) };
}

/** `3 agents request 200m of 4 cpu (5%), 178Mi of 7.5Gi memory (2%)`. */
function overheadText({ agents, requests, allocatable }: NodeOverhead): string {
  const resources = ['cpu', 'memory']
    .filter((resource) => requests[resource] > 0)
    .map((resource) => {
      const whole = allocatable[resource] ?? 0;
      const requested = amountText(resource, requests[resource]);
      return `${requested} of ${amountText(resource, whole)} ${resource} (${percentText(requests[resource], whole)})`;
    });
  const verb = agents.length === 1 ? 'requests' : 'request';
  return agents.length === 0
    ? 'No agent runs there'
    : `${countText(agents.length, 'agent')} ${verb} ${resources.join(', ') || 'nothing'}`;
}

/** To four digits, which is more than an eye tells apart. */
function shareOf({ requests, allocatable }: NodeOverhead, resource: string): number {
  const requested = requests[resource] ?? 0;
  return requested === 0 ? 0 : Math.round((requested / (allocatable[resource] || requested)) * 1e4) / 1e4;
}
