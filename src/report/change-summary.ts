import { amountText, countText } from './units';
import {
  DaemonSetChange,
  NodesChange,
  PlacementChangeDocument,
  TriggeredRollout,
} from '../planner/change/between/change-document';
import { PlacementState, PlanFinding } from '../planner/placement/placement-document';

/** What a change costs: how many pods come, go and wait, and what is found about it. */
export interface ChangeCounts {
  /** Nodes on which an agent ran and is no longer wanted, though the agent and the node stay. */
  readonly dropped: number;
  /** Pods that are Pending or refused, and were not before. */
  readonly waiting: number;
  readonly evicted: number;
  /** Changes that the API server refuses. */
  readonly immutable: number;
  /** Rollouts that it triggers and that never end. */
  readonly stuckRollouts: number;
  readonly newErrors: number;
  readonly newWarnings: number;
}

export function countChange({ daemonSets, rollouts, evicted, findings }: PlacementChangeDocument): ChangeCounts {
  const sum = (count: (change: DaemonSetChange) => number) =>
    daemonSets.reduce((total, each) => total + count(each), 0);
  const found = (severity: PlanFinding['severity']) =>
    findings.appeared.filter((finding) => finding.severity === severity).length;
  return {
    // Where the agent or the node itself is gone, that is what was meant.
    dropped: sum(({ lost }) => nodesIn(lost.filter(({ after }) => after === 'Excluded'))),
    waiting: sum(({ lost, stuck }) => nodesIn([...lost, ...stuck].filter(({ after }) => isWaiting(after)))),
    evicted: evicted.length,
    immutable: sum(({ immutable }) => immutable.length),
    stuckRollouts: rollouts.filter(({ completes }) => !completes).length,
    newErrors: found('error'),
    newWarnings: found('warning'),
  };
}

function isWaiting(state?: PlacementState): boolean {
  return state === 'Pending' || state === 'Refused';
}

/** How much changes. */
export function changeHeadline({ daemonSets, nodes, kubernetesVersion }: PlacementChangeDocument): string {
  const parts = [
    daemonSets.length > 0
      ? `${countText(daemonSets.length, 'agent')} ${daemonSets.length === 1 ? 'changes' : 'change'}`
      : 'No agent changes',
    nodes.added.length > 0 && `${countText(nodes.added.length, 'node')} more`,
    nodes.removed.length > 0 && `${countText(nodes.removed.length, 'node')} less`,
  ].filter((part) => part !== false);
  return `${parts.join(', ')}, Kubernetes ${kubernetesVersion}`;
}

/** What to do next. */
export function changeClosing(change: PlacementChangeDocument): string {
  const { dropped, waiting, evicted, immutable, stuckRollouts, newErrors, newWarnings } = countChange(change);
  const sentences = [
    immutable > 0 && 'The API server refuses this change: see what cannot be changed in place.',
    stuckRollouts > 0 &&
      `${countText(stuckRollouts, 'rollout')} that it triggers never ${stuckRollouts === 1 ? 'ends' : 'end'}: fix first.`,
    newErrors > 0 &&
      `${countText(newErrors, 'new finding')} ${newErrors === 1 ? 'is an error' : 'are errors'}: fix first.`,
    waiting > 0 && `${countText(waiting, 'pod')} would be wanted and not run.`,
    dropped > 0 &&
      `${countText(dropped, 'pod')} would no longer run: check that ${dropped === 1 ? 'it is' : 'they are'} meant to go.`,
    evicted > 0 &&
      `${countText(evicted, 'running pod')} of others would be evicted: check that ${evicted === 1 ? 'it' : 'they'} may be.`,
    newWarnings > 0 && newErrors === 0 && `${countText(newWarnings, 'new warning')}: see the findings.`,
  ].filter((sentence) => sentence !== false);
  return (
    sentences.join(' ') || 'Nothing gets worse: no agent loses a node, no pod is left waiting, nothing is evicted.'
  );
}

/** Rollouts that never end before those that do. */
export function stuckFirst(rollouts: readonly TriggeredRollout[]): TriggeredRollout[] {
  return [...rollouts].sort((a, b) => Number(a.completes) - Number(b.completes));
}

/** Nodes of all kinds on which an agent fares differently for the same reason, whatever the figures in it. */
export interface NodesChangeGroup extends Omit<NodesChange, 'kind'> {
  readonly kinds: readonly string[];
}

export function groupNodesChanges(changes: readonly NodesChange[]): NodesChangeGroup[] {
  const groups = new Map<string, NodesChange[]>();
  for (const change of changes) {
    const key = JSON.stringify([change.before, change.after, withoutFigures(change.reason)]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()]
    .map((group) => ({
      ...group[0],
      kinds: [...new Set(group.map(({ kind }) => kind))],
      nodes: group.flatMap(({ nodes }) => nodes),
      reason: group.length > 1 ? withoutFigures(group[0].reason) : group[0].reason,
    }))
    .sort((a, b) => b.nodes.length - a.nodes.length);
}

/** `Insufficient cpu (requests 100 millicores; 1925 of 1930 are in use)` without the figures of one node. */
function withoutFigures(reason: string): string {
  return reason.replace(/ \(requests [^)]*\)/g, '');
}

export function nodesIn(changes: readonly Pick<NodesChange, 'nodes'>[]): number {
  return changes.reduce((sum, { nodes }) => sum + nodes.length, 0);
}

/** Amounts that come and go: `+100m cpu, -128Mi memory, +1 pods`; `nothing` when there are none. */
export function addedText(added: { readonly [resource: string]: number }): string {
  const texts = Object.entries(added).map(([resource, amount]) => `${signedText(resource, amount)} ${resource}`);
  return texts.join(', ') || 'nothing';
}

/** An amount with its sign: `+100m`, `-1Gi`, `0`. */
export function signedText(resource: string, amount: number): string {
  return amount === 0 ? '0' : `${amount > 0 ? '+' : '-'}${amountText(resource, Math.abs(amount))}`;
}
