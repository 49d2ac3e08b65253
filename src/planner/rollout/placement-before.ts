import { isLost, reachable } from './lost-node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { planPlacement } from '../placement/plan-placement';
import { PlannedPlacement } from '../placement/planned-placement';
import { PodColumns } from '../placement/pod-columns';

/** Where a node stands in a placement. */
export interface Standing {
  readonly placement: PlannedPlacement;
  readonly place: number;
}

/** Finds where a node stands by its place in the inventory. */
export type StandingOf = (i: number) => Standing;

/** The agents before a change where they were placed, also on nodes that are lost since. */
export class PlacementBefore {
  private readonly standing = new Map<number, Standing>();
  private together?: PlannedPlacement;

  /**
   * @param manifests those before the change
   * @param placed these agents on the same inventory, where they are placed already
   */
  constructor(
    private readonly inventory: NodeInventory,
    private readonly manifests: readonly Manifest[],
    private readonly version: KubernetesVersion,
    private readonly placed?: PlannedPlacement,
  ) {}

  /** On some nodes only; none of the agents looks beyond its node, so that others do not matter. */
  on(places: Iterable<number>): StandingOf {
    const unseen = [...new Set(places)].filter((i) => !this.isPlaced(i) && !this.standing.has(i)).sort((a, b) => a - b);
    if (unseen.length > 0) {
      const placement = this.placeOn(this.partOf(unseen));
      unseen.forEach((i, place) => this.standing.set(i, { placement, place }));
    }
    return (i) => (this.isPlaced(i) ? { placement: this.placed!, place: i } : this.standing.get(i)!);
  }

  /** On all nodes. */
  everywhere(): StandingOf {
    const placement = (this.together ??= this.placeOn(this.inventory));
    return (place) => ({ placement, place });
  }

  private isPlaced(i: number): boolean {
    return this.placed !== undefined && !isLost(this.inventory._contents.nodes[i]);
  }

  private placeOn(inventory: NodeInventory): PlannedPlacement {
    return planPlacement(withoutLosses(inventory), this.manifests, { kubernetesVersion: this.version.name })._placement;
  }

  /** The inventory of some nodes, by their places, with what runs there. */
  private partOf(places: readonly number[]): NodeInventory {
    const { nodes, pods, objects } = this.inventory._contents;
    const columns = PodColumns.of(this.inventory, this.version);
    const running = places.flatMap((i) => [...columns.on(i)]).sort((a, b) => a - b);
    return NodeInventory._of({
      nodes: places.map((i) => nodes[i]),
      pods: running.map((place) => pods[place]),
      objects,
    });
  }
}

/** The inventory with every node as it was while its kubelet still reported. */
function withoutLosses(inventory: NodeInventory): NodeInventory {
  const { nodes, pods, objects } = inventory._contents;
  return nodes.some(isLost) ? NodeInventory._of({ nodes: nodes.map(reachable), pods, objects }) : inventory;
}
