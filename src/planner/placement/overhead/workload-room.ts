import { agentsRequests } from './class-overhead';
import { NodeSort } from './node-sort';
import { ClassRoom } from './overhead-document';
import { ResourceAmounts } from '../../../kubernetes/pod-requests';
import { Taint, repels, taintToString } from '../../../kubernetes/taint';
import { Toleration, isTolerated } from '../../../kubernetes/toleration';
import { NodeState } from '../node-state';

/** What a pod of a workload needs of a node. */
export interface WorkloadPod {
  /** What it requests, in millicores, bytes and units. */
  readonly requests: ResourceAmounts;
  readonly tolerations: readonly Toleration[];
}

const CORDONED: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** How many pods find room on the nodes of a sort. */
export function classRoom({ kind, states, agents, pending }: NodeSort, pod: WorkloadPod): ClassRoom {
  const needs = [...pod.requests].filter(([, amount]) => amount > 0).concat([['pods', 1]]);
  const untolerated = new Set<string>();
  let pods = 0;
  for (const state of states) {
    const taints = taintsAgainst(state, pod);
    taints.forEach((taint) => untolerated.add(taintToString(taint)));
    pods += taints.length === 0 ? podsWithin(needs, (resource) => state.left(resource)).pods : 0;
  }
  const reserved = agentsRequests([...agents, ...pending]);
  const empty = podsWithin(needs, (resource) => states[0].allocatable(resource) - (reserved.get(resource) ?? 0));
  return {
    kind,
    nodes: states.map(({ node }) => node.name),
    pods,
    podsOnEmptyNode: empty.pods,
    limitedBy: empty.limitedBy,
    untolerated: [...untolerated].sort(),
  };
}

function taintsAgainst({ node }: NodeState, { tolerations }: WorkloadPod): Taint[] {
  const taints = node.unschedulable ? [...node.taints, CORDONED] : node.taints;
  return taints.filter((taint) => repels(taint) && !isTolerated(taint, tolerations));
}

function podsWithin(
  needs: readonly (readonly [string, number])[],
  left: (resource: string) => number,
): { pods: number; limitedBy: string } {
  let pods = Infinity;
  let limitedBy = '';
  for (const [resource, amount] of needs) {
    const most = Math.max(0, Math.floor(left(resource) / amount));
    if (most < pods) {
      pods = most;
      limitedBy = resource;
    }
  }
  return { pods, limitedBy };
}
