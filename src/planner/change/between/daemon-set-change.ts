import { differenceOf, isNothing } from './amounts';
import { DaemonSetChange, NodesChange } from './change-document';
import { immutableChanges } from './immutable-fields';
import { AgentPair, NodeGroup, PlanPair, VerdictPair, namesIn } from './plan-pair';
import { templateChanges } from './triggered-rollouts';
import { Verdict } from '../../placement/planned-placement';
import { reasonInWords } from '../../placement/shortfall';

/** What is different about a DaemonSet, the one of this place; undefined when nothing is. */
export function daemonSetChange({ agents, groups }: PlanPair, place: number): DaemonSetChange | undefined {
  const pair = agents[place];
  const where = (holds: (verdicts: VerdictPair) => boolean) => groups.filter(({ verdicts }) => holds(verdicts[place]));
  const told = (holds: (verdicts: VerdictPair) => boolean) => nodesChanges(pair, place, where(holds));
  const count = (holds: (verdicts: VerdictPair) => boolean) =>
    where(holds).reduce((sum, group) => sum + group.count, 0);

  const { namespace, name } = (pair.after ?? pair.before)!.daemonSet;
  const change: DaemonSetChange = {
    namespace,
    name,
    change: !pair.before ? 'added' : pair.after ? 'changed' : 'removed',
    scheduled: { before: count(({ before }) => runs(before)), after: count(({ after }) => runs(after)) },
    pending: { before: count(({ before }) => waits(before)), after: count(({ after }) => waits(after)) },
    gained: told(({ before, after }) => !runs(before) && runs(after)),
    lost: told(({ before, after }) => runs(before) && !runs(after)),
    stuck: told(({ before, after }) => !runs(before) && !waits(before) && waits(after)),
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
function nodesChanges(pair: AgentPair, place: number, groups: readonly NodeGroup[]): NodesChange[] {
  const changes = new Map<string, { change: Omit<NodesChange, 'nodes'>; groups: NodeGroup[] }>();
  for (const group of groups) {
    const { before, after } = group.verdicts[place];
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
      nodes: namesIn(alike),
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
