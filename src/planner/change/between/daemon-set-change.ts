import { differenceOf, isNothing } from './amounts';
import { DaemonSetChange, NodesChange } from './change-document';
import { immutableChanges } from './immutable-fields';
import { AgentPair, NodePair, PlanPair, VerdictPair, nameOf } from './plan-pair';
import { kindOfNode } from '../../placement/kind-of-node';
import { Verdict } from '../../placement/planned-placement';
import { reasonInWords } from '../../placement/shortfall';

/** Nodes on which the agent fares alike in both plans. */
interface Passage extends VerdictPair {
  readonly nodes: readonly NodePair[];
}

/** What is different about a DaemonSet, the one of this place; undefined when nothing is. */
export function daemonSetChange({ agents, groups }: PlanPair, place: number): DaemonSetChange | undefined {
  const pair = agents[place];
  const passages = groups.map(({ verdicts, nodes }): Passage => ({ ...verdicts[place], nodes }));
  const told = (holds: (passage: Passage) => boolean) => nodesChanges(pair, passages.filter(holds));
  const count = (holds: (passage: Passage) => boolean) =>
    passages.filter(holds).reduce((sum, { nodes }) => sum + nodes.length, 0);

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

function isSame({ change, pending, gained, lost, stuck, requestsAdded, immutable }: DaemonSetChange): boolean {
  return (
    change === 'changed' &&
    pending.before === pending.after &&
    [gained, lost, stuck, immutable].every(({ length }) => length === 0) &&
    isNothing(requestsAdded)
  );
}

/** The nodes by kind, states and reason; in order of kind, then of the first node. */
function nodesChanges(pair: AgentPair, passages: readonly Passage[]): NodesChange[] {
  const changes = new Map<string, NodesChange>();
  for (const { before, after, nodes } of passages) {
    const reason = reasonOf(pair, before, after);
    const states = { ...(before ? { before: before.state } : {}), ...(after ? { after: after.state } : {}) };
    const passage = JSON.stringify([states, reason]);
    for (const node of nodes) {
      const kind = kindOfNode((node.after ?? node.before)!.node);
      const key = `${kind} ${passage}`;
      const change = changes.get(key) ?? { kind, nodes: [], ...states, reason };
      change.nodes.push(nameOf(node));
      changes.set(key, change);
    }
  }
  return inOrder([...changes.values()]);
}

/** In order of kind, then of the first node; the nodes of each in order of name. */
export function inOrder<T extends { readonly kind: string; readonly nodes: string[] }>(changes: readonly T[]): T[] {
  changes.forEach(({ nodes }) => nodes.sort());
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
