import { AmountsAdded, differenceOf, isNothing, sumOf } from './amounts';
import { NodeRequestsChange, PoolRequestsChange, RequestsChange } from './change-document';
import { inOrder } from './daemon-set-change';
import { NodeGroup, PlanPair, namesIn } from './plan-pair';
import { PlannedAgent } from '../../placement/planned-agent';

/** Nodes on which the requests of the agents change by the same amounts. */
export interface RequestsShift {
  readonly added: AmountsAdded;
  readonly group: NodeGroup;
}

/** The nodes on which the agents together request more or less than before. */
export function requestsShifts({ agents, groups }: PlanPair): RequestsShift[] {
  const parts = agents.map(({ before, after }) => ({
    gone: sumOf(before ? [{ added: podAmounts(before), times: -1 }] : []),
    come: sumOf(after ? [{ added: podAmounts(after), times: 1 }] : []),
    grown: differenceOf(before?.footprint.requests, after?.footprint.requests),
  }));
  const addedOn = ({ verdicts }: NodeGroup) => {
    const changes: AmountsAdded[] = [];
    parts.forEach(({ gone, come, grown }, place) => {
      const { before, after } = verdicts[place];
      const [ran, runs] = [before?.state === 'Scheduled', after?.state === 'Scheduled'];
      if (ran || runs) {
        changes.push(ran && runs ? grown : runs ? come : gone);
      }
    });
    return sumOf(changes.filter((added) => !isNothing(added)).map((added) => ({ added, times: 1 })));
  };
  return groups.map((group) => ({ added: addedOn(group), group })).filter(({ added }) => !isNothing(added));
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
