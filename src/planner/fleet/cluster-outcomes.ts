import { ClusterOutcome } from './fleet-document';
import { daemonSetKey } from '../../kubernetes/daemon-set';
import { taintToString } from '../../kubernetes/taint';
import { kindOfNode } from '../placement/kind-of-node';
import { mainReasons, splitMessage } from '../placement/main-reasons';
import { DaemonSetPlacement, Placement, PlacementReason } from '../placement/placement-document';
import { PlacementPlan } from '../placement/placement-plan';

/** How every agent of a plan fares, in words that do for other clusters too. */
export function clusterOutcomes(cluster: string, plan: PlacementPlan): ClusterOutcome[] {
  const { nodes, daemonSets } = plan.toJson();
  const pools = new Pools(cluster, plan);
  return daemonSets.flatMap((agent) => outcomesOf(agent, nodes.total, pools));
}

/** An outcome, and on how many nodes it is so. */
interface Counted {
  readonly outcome: Omit<ClusterOutcome, 'nodes'>;
  count: number;
}

function outcomesOf(agent: DaemonSetPlacement, total: number, pools: Pools): ClusterOutcome[] {
  const counted = new Map<string, Counted>();
  for (const placement of agent.placements) {
    for (const { outcome, count } of perPool(placement, daemonSetKey(agent), pools)) {
      const key = JSON.stringify(outcome);
      const known = counted.get(key) ?? { outcome, count: 0 };
      known.count += count;
      counted.set(key, known);
    }
  }
  return [...counted.values()].map(({ outcome, count }) => ({
    ...outcome,
    nodes: count === (outcome.pool === undefined ? total : pools.size(outcome.pool)) ? 'every' : 'some',
  }));
}

/** A reason such as a lack of cpu does not say on which nodes that is; one of a taint or a selector does. */
function perPool(placement: Placement, daemonSet: string, pools: Pools): Counted[] {
  const { state, nodes } = placement;
  const reasons = [...new Set(mainReasons(placement).map(reasonInWords))];
  return state === 'Pending'
    ? nodes.map((node) => ({ outcome: { daemonSet, state, pool: pools.of(node), reasons }, count: 1 }))
    : [{ outcome: { daemonSet, state, reasons }, count: nodes.length }];
}

/** A reason without what differs from node to node. */
function reasonInWords({ message, taint }: PlacementReason): string {
  const { requirement } = splitMessage(message);
  return taint && !message.includes(taint.key) ? `${requirement}: ${taintToString(taint)}` : requirement;
}

/** The pools of a cluster. Many are named after it, and would make each cluster unlike any other. */
class Pools {
  private readonly byNode = new Map<string, string>();
  private readonly sizes = new Map<string, number>();

  constructor(
    private readonly cluster: string,
    private readonly plan: PlacementPlan,
  ) {}

  of(node: string): string {
    this.read();
    return this.byNode.get(node)!;
  }

  size(pool: string): number {
    return this.sizes.get(pool)!;
  }

  /** Few clusters have Pending pods; the others need no pools. */
  private read(): void {
    if (this.byNode.size === 0) {
      for (const node of this.plan._placement.inventoryNodes) {
        const pool = kindOfNode(node).replaceAll(this.cluster, '{cluster}');
        this.byNode.set(node.name, pool);
        this.sizes.set(pool, (this.sizes.get(pool) ?? 0) + 1);
      }
    }
  }
}
