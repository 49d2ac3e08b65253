import { AmountsAdded, differenceOf, isNothing, sumOf } from './amounts';
import { NodeRequestsChange, PoolRequestsChange, RequestsChange } from './change-document';
import { inOrder } from './daemon-set-change';
import { NodeGroup, PlanPair, namesIn, verdictsOn, AgentPair } from './plan-pair';
import { PlannedAgent } from '../../placement/planned-agent';

/** Nodes on which the requests of the agents change by the same amounts. */
export interface RequestsShift {
  readonly added: AmountsAdded;
  readonly group: NodeGroup;
}

/** The nodes on which the agents together request more or less than before. */
export function requestsShifts(plans: PlanPair): RequestsShift[] {
  const parts = plans.agents.map((pair) => ({
    pair,
    gone: sumOf(pair.before ? [{ added: podAmounts(pair.before), times: -1 }] : []),
    come: sumOf(pair.after ? [{ added: podAmounts(pair.after), times: 1 }] : []),
    grown: grownBy(pair),
  }));
  const addedOn = (group: NodeGroup) => {
    const changes: AmountsAdded[] = [];
    for (const { pair, gone, come, grown } of parts) {
      const { before, after } = verdictsOn(pair, group);
      const [ran, runs] = [before?.state === 'Scheduled', after?.state === 'Scheduled'];
      if (ran || runs) {
        changes.push(ran && runs ? grown : runs ? come : gone);
      }
    }
    return sumOf(changes.filter((added) => added !== NOTHING).map((added) => ({ added, times: 1 })));
  };
  return plans.groups.map((group) => ({ added: addedOn(group), group })).filter(({ added }) => !isNothing(added));
}

const NOTHING: AmountsAdded = {};

function grownBy({ before, after }: AgentPair): AmountsAdded {
  const added = differenceOf(before?.footprint.requests, after?.footprint.requests);
  return isNothing(added) ? NOTHING : added;
}

function podAmounts({ footprint }: PlannedAgent): AmountsAdded {
  return { ...Object.fromEntries(footprint.requests), pods: 1 };
}

/** The shifts per node, per kind of node and in all. */
export function requestsChange(plans: PlanPair, shifts: readonly RequestsShift[]): RequestsChange {
  const perNode = new Map<string, { kind: string; added: AmountsAdded; groups: NodeGroup[] }>();
  for (const { added, group } of shifts) {
    const { kind } = group;
    const key = JSON.stringify([kind, added]);
    const change = perNode.get(key) ?? { kind, added, groups: [] };
    change.groups.push(group);
    perNode.set(key, change);
  }
  const ordered: NodeRequestsChange[] = inOrder(
    [...perNode.values()].map(({ kind, added, groups }) => ({ kind, nodes: namesIn(plans, groups), added })),
  );
  return { perNode: ordered, perPool: poolChanges(ordered), total: sumOf(ordered.map(timesNodes)) };
}

function poolChanges(perNode: readonly NodeRequestsChange[]): PoolRequestsChange[] {
  return [...new Set(perNode.map(({ kind }) => kind))].map((kind) => {
    const parts = perNode.filter((each) => each.kind === kind).map(timesNodes);
    return { kind, nodes: parts.reduce((sum, { times }) => sum + times, 0), added: sumOf(parts) };
  });
}

function timesNodes({ added, nodes }: NodeRequestsChange): { added: AmountsAdded; times: number } {
  return { added, times: nodes.length };
}
