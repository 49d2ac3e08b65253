import { classOverhead } from './class-overhead';
import { NodeSort, nodeSorts } from './node-sort';
import {
  ClassOverhead,
  PlacementOverheadDocument,
  PoolOverhead,
  WorkloadRoom,
  WorkloadRoomOptions,
} from './overhead-document';
import { poolOverheads } from './pool-overhead';
import { readWorkload } from './read-workload';
import { classRoom } from './workload-room';
import { PlannedPlacement } from '../planned-placement';
import { DOCUMENT_API_VERSION } from '../to-document';

/**
 * What the agents of a plan take from its nodes, and what is left for workloads.
 *
 * @example
 * const overhead = plan.overhead();
 * overhead.pools.map(({ pool, shares }) => `${pool}: ${shares.cpu}`);
 * overhead.roomFor({ cpu: '500m', memory: '1Gi' }).pods;
 */
export class PlacementOverhead {
  /** @internal */
  public static _of(plan: PlannedPlacement): PlacementOverhead {
    return new PlacementOverhead(plan, nodeSorts(plan));
  }

  /** Version of the document's form. */
  public readonly apiVersion: string;
  /** Kind of the document. */
  public readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  public readonly kubernetesVersion: string;
  /** What the agents take from the nodes of each pool together, in order of its name. */
  public readonly pools: PoolOverhead[];
  /** What the agents take from each node, by kinds of node that differ in it; in order of the kind's name. */
  public readonly classes: ClassOverhead[];

  private readonly sorts: readonly NodeSort[];

  private constructor(plan: PlannedPlacement, sorts: readonly NodeSort[]) {
    this.apiVersion = DOCUMENT_API_VERSION;
    this.kind = 'PlacementOverhead';
    this.kubernetesVersion = plan.version.name;
    this.pools = poolOverheads(sorts);
    this.classes = sorts.map(classOverhead);
    this.sorts = sorts;
  }

  /**
   * How many pods of a workload of this size find room: beside all that runs, and on an empty node of each kind, which is
   * what an autoscaler adds.
   *
   * @param requests what one of its pods requests, as quantities: `cpu`, `memory`, `ephemeral-storage`, extended resources
   * @param options the taints that its pods tolerate
   * @throws Error that lists every fault: what is no quantity, or no resource
   */
  public roomFor(requests: { [resource: string]: string }, options: WorkloadRoomOptions = {}): WorkloadRoom {
    const pod = readWorkload(requests, options);
    const classes = this.sorts.map((sort) => classRoom(sort, pod));
    const classesIn = (pool: string) => classes.filter(({ kind }) => kind === pool);
    return {
      apiVersion: this.apiVersion,
      kind: 'WorkloadRoom',
      kubernetesVersion: this.kubernetesVersion,
      requests: Object.fromEntries(pod.requests),
      pods: sum(classes.map(({ pods }) => pods)),
      pools: this.pools.map(({ pool, nodes }) => ({ pool, nodes, pods: sum(classesIn(pool).map(({ pods }) => pods)) })),
      classes,
      tooSmall: this.pools
        .map(({ pool }) => pool)
        .filter((pool) => classesIn(pool).every(({ podsOnEmptyNode }) => podsOnEmptyNode === 0)),
    };
  }

  /** The overhead as data: the document with the schema `schemas/placement-overhead.json`. */
  public toJson(): PlacementOverheadDocument {
    const { apiVersion, kind, kubernetesVersion, pools, classes } = this;
    return { apiVersion, kind, kubernetesVersion, pools, classes };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
