import { isLost } from './lost-node';
import { PodState } from './node-pods';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { PlannedAgent } from '../placement/planned-agent';
import { PodColumns } from '../placement/pod-columns';
import { AgentOwnership } from '../placement/running-pods';

/** What the inventory shows of the agent's pod on a node. */
export type ObservedPod = Extract<PodState, 'available' | 'unready' | 'terminating'>;

/** The pods of DaemonSets that an inventory shows. */
export class ObservedPods {
  private readonly columns: PodColumns;

  constructor(
    private readonly inventory: NodeInventory,
    version: KubernetesVersion,
  ) {
    this.columns = PodColumns.of(inventory, version);
  }

  /**
   * The agent's pods, by the place of the node in order of name; of several on a node one that is not deleted counts, and
   * of these one that is ready. A pod without a Ready condition is not shown to be either ready or not.
   */
  of(agent: PlannedAgent | undefined): readonly (ObservedPod | undefined)[] {
    const { nodes, pods } = this.inventory._contents;
    const observed = new Array<ObservedPod | undefined>(nodes.length);
    for (const place of agent ? this.columns.ownedBy(agent, new AgentOwnership([agent])) : []) {
      const { terminating, ready } = pods[place].traits;
      if (terminating || ready !== undefined) {
        const state = terminating ? 'terminating' : ready ? 'available' : 'unready';
        const i = this.columns.nodeOf(place)!;
        const other = observed[i];
        observed[i] = other && RANK[other] > RANK[state] ? other : state;
      }
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
