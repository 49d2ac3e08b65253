import { differenceOf, isNothing } from './amounts';
import { DaemonSetChange, NodesChange } from './change-document';
import { immutableChanges } from './immutable-fields';
import { AgentPair, NodeGroup, PlanPair, namesIn, verdictsOn } from './plan-pair';
import { templateChanges } from './triggered-rollouts';
import { Verdict } from '../../placement/planned-placement';
import { reasonInWords } from '../../placement/shortfall';

/** What is different about a DaemonSet; undefined when nothing is. */
export function daemonSetChange(plans: PlanPair, pair: AgentPair): DaemonSetChange | undefined {
  const [scheduled, pending] = [
    { before: 0, after: 0 },
    { before: 0, after: 0 },
  ];
  const [gained, lost, stuck]: NodeGroup[][] = [[], [], []];
  for (const group of plans.groups) {
    const { before, after } = verdictsOn(pair, group);
    const [ran, waited, runsNow, waitsNow] = [runs(before), waits(before), runs(after), waits(after)];
    scheduled.before += ran ? group.count : 0;
    scheduled.after += runsNow ? group.count : 0;
    pending.before += waited ? group.count : 0;
    pending.after += waitsNow ? group.count : 0;
    if (ran !== runsNow) {
      (runsNow ? gained : lost).push(group);
    }
    if (!ran && !waited && waitsNow) {
      stuck.push(group);
    }
  }
  const told = (groups: readonly NodeGroup[]) => nodesChanges(plans, pair, groups);

  const { namespace, name } = (pair.after ?? pair.before)!.daemonSet;
  const change: DaemonSetChange = {
    namespace,
    name,
    change: !pair.before ? 'added' : pair.after ? 'changed' : 'removed',
    scheduled,
    pending,
    gained: told(gained),
    lost: told(lost),
    stuck: told(stuck),
    requestsAdded: differenceOf(pair.before?.footprint.requests, pair.after?.footprint.requests),
    templateChanges: templateChanges(pair),
    immutable: immutableChanges(pair),
  };
  return isSame(change) ? undefined : change;
}

function runs(verdict?: Verdict): boolean {
  return verdict?.state === 'Scheduled';
}

function waits(verdict?: Verdict): boolean {
  return verdict?.state === 'Pending' || verdict?.state === 'Refused';
}

function isSame(each: DaemonSetChange): boolean {
  const { change, pending, gained, lost, stuck, requestsAdded, immutable } = each;
  return (
    change === 'changed' &&
    !each.templateChanges &&
    pending.before === pending.after &&
    [gained, lost, stuck, immutable].every(({ length }) => length === 0) &&
    isNothing(requestsAdded)
  );
}

/** The nodes by kind, states and reason; in order of kind, then of the first node. */
function nodesChanges(plans: PlanPair, pair: AgentPair, groups: readonly NodeGroup[]): NodesChange[] {
  const changes = new Map<string, { change: Omit<NodesChange, 'nodes'>; groups: NodeGroup[] }>();
  for (const group of groups) {
    const { before, after } = verdictsOn(pair, group);
    const states = { ...(before ? { before: before.state } : {}), ...(after ? { after: after.state } : {}) };
    const change = { kind: group.kind, ...states, reason: reasonOf(pair, before, after) };
    const key = JSON.stringify(change);
    const entry = changes.get(key) ?? { change, groups: [] };
    entry.groups.push(group);
    changes.set(key, entry);
  }
  return inOrder(
    [...changes.values()].map(({ change: { kind, ...rest }, groups: alike }) => ({
      kind,
      nodes: namesIn(plans, alike),
      ...rest,
    })),
  );
}

/** In order of kind, then of the first node. */
export function inOrder<T extends { readonly kind: string; readonly nodes: string[] }>(changes: readonly T[]): T[] {
  const first = ({ kind, nodes }: T) => `${kind}\n${nodes[0]}`;
  return [...changes].sort((a, b) => (first(a) < first(b) ? -1 : 1));
}

function reasonOf(pair: AgentPair, before?: Verdict, after?: Verdict): string {
  if (!pair.before || !pair.after) {
    return `the DaemonSet is ${pair.after ? 'new' : 'gone'}`;
  }
  if (!before || !after) {
    return `the node is ${after ? 'new' : 'gone'}`;
  }
  return runs(after) ? `no longer: ${inWords(before)}` : inWords(after);
}

function inWords({ reasons }: Verdict): string {
  return reasons.map(reasonInWords).join('; ');
}
