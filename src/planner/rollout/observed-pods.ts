import { isLost } from './lost-node';
import { PodState } from './node-pods';
import { Node } from '../../inventory/node';
import { RunningPod } from '../../inventory/running-pod';
import { PlannedAgent } from '../placement/planned-agent';
import { AgentOwnership } from '../placement/running-pods';

/** What the inventory shows of the agent's pod on a node. */
export type ObservedPod = Extract<PodState, 'available' | 'unready' | 'terminating'>;

/** The pods of DaemonSets that an inventory shows, by the DaemonSet. */
export class ObservedPods {
  private readonly owned = new Map<string, RunningPod[]>();
  private readonly orphans = new Map<string, RunningPod[]>();

  /** A pod without a Ready condition is not shown to be either ready or not. */
  constructor(pods: readonly RunningPod[]) {
    for (const pod of pods) {
      const { namespace, owner } = pod;
      if ((pod.terminating || pod.ready !== undefined) && (!owner || owner.kind === 'DaemonSet')) {
        const [known, key] = owner ? [this.owned, `${namespace}/${owner.name}`] : [this.orphans, namespace];
        const alike = known.get(key);
        if (alike) {
          alike.push(pod);
        } else {
          known.set(key, [pod]);
        }
      }
    }
  }

  /** The agent's pods, by node; of several on a node one that is not deleted counts, and of these one that is ready. */
  of(agent: PlannedAgent | undefined): ReadonlyMap<string, ObservedPod> {
    const observed = new Map<string, ObservedPod>();
    if (!agent) {
      return observed;
    }
    const ownership = new AgentOwnership([agent]);
    const orphans = this.orphans.get(agent.daemonSet.namespace) ?? [];
    for (const pod of [...(this.owned.get(agent.key) ?? []), ...orphans.filter((each) => ownership.ownerOf(each))]) {
      const state = pod.terminating ? 'terminating' : pod.ready ? 'available' : 'unready';
      const other = observed.get(pod.nodeName);
      observed.set(pod.nodeName, other && RANK[other] > RANK[state] ? other : state);
    }
    return observed;
  }
}

const RANK: Record<ObservedPod, number> = { terminating: 0, unready: 1, available: 2 };

/** A pod that stands on a node before the change, given what the inventory shows of it and of the node. */
export function podBefore(node: Node, observed: ObservedPod | undefined, unavailable: boolean): PodState {
  if (observed === 'terminating') {
    return observed;
  }
  // Where the Ready condition of a node turns, the node lifecycle controller makes its pods not ready.
  const down = isLost(node) || (node.notReady !== undefined && observed === undefined);
  return down || unavailable ? 'unready' : (observed ?? 'available');
}
