import { ByParts } from './by-parts';
import { isLost, lost } from './lost-node';
import { NamedNodes, namedNodes } from './named-nodes';
import { RolloutPlanOptions } from './rollout-plan-options';
import { StartSeconds, startSecondsOf } from './start-seconds';
import { placesByZone, zoneOf } from './topology';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { placesTogether } from '../placement/alike';
import { NodeClass } from '../placement/node-class';
import { poolOf } from '../placement/node-pool';

/** Nodes of a class that are of one zone and pool, and of which the same is said. */
export interface NodeCell {
  readonly nodeClass: NodeClass;
  readonly zone?: string;
  readonly pool?: string;
  /** One of them. */
  readonly sample: Node;
  /** Whether the options call the pod there unavailable. */
  readonly unavailable: boolean;
  /** Whether a new pod becomes ready there. */
  readonly becomesReady: boolean;
  /** Ascending, in the order shown. */
  readonly places: number[];
}

/** The nodes of an inventory as every rollout on it finds them. */
export class RolloutNodes {
  /** As the controller sees them, in order of name. */
  readonly nodes: readonly Node[];
  /** In the order shown, by zone and then by name. */
  readonly names: readonly string[];
  /** By place in the order shown, the place in order of name. */
  readonly byPlace: readonly number[];
  /** Names of nodes that the inventory shows to be lost. */
  readonly seenLost: readonly string[];
  readonly startSeconds: StartSeconds;

  private readonly named: NamedNodes;
  private readonly zones: readonly (string | undefined)[];
  private readonly pools: readonly (string | undefined)[];
  private placesByName?: ReadonlyMap<string, number>;

  /** @throws Error when the options name a node or a pool that there is not. */
  constructor(inventory: NodeInventory, options: RolloutPlanOptions) {
    const { nodes } = inventory._contents;
    this.named = namedNodes(inventory, options);
    this.seenLost = nodes.filter(isLost).map(({ name }) => name);
    const allLost = new Set([...this.named.lost, ...this.seenLost]);
    this.nodes = allLost.size === 0 ? nodes : nodes.map((node) => (allLost.has(node.name) ? lost(node) : node));
    this.zones = this.nodes.map(zoneOf);
    this.pools = this.nodes.map(poolOf);
    const pools = new Set(this.pools.filter((pool) => pool !== undefined));
    this.startSeconds = startSecondsOf(options.startSeconds, pools);
    this.byPlace = placesByZone(this.zones);
    this.names = this.byPlace.map((i) => this.nodes[i].name);
  }

  /** The place of a node in order of name; undefined where the inventory has none of this name. */
  indexOf(name: string): number | undefined {
    this.placesByName ??= new Map(this.nodes.map((node, i) => [node.name, i]));
    return this.placesByName.get(name);
  }

  /**
   * The cells, in order of their first nodes.
   *
   * @param classes of the nodes, in order of name
   */
  cells(classes: readonly NodeClass[]): NodeCell[] {
    const cells: NodeCell[] = [];
    const known = new ByParts<NodeCell>();
    this.byPlace.forEach((i, place) => {
      const sample = this.nodes[i];
      const [zone, pool] = [this.zones[i], this.pools[i]];
      const unavailable = this.named.unavailable.has(sample.name);
      const becomesReady = this.named.becomesReady(sample.name);
      const cell = known.get([classes[i], pool, zone, sample.notReady, unavailable, becomesReady], () => {
        const made = { nodeClass: classes[i], zone, pool, sample, unavailable, becomesReady, places: [] };
        cells.push(made);
        return made;
      });
      cell.places.push(place);
    });
    return cells;
  }

  /** The names of the nodes at places in the order shown, sorted. */
  sortedNames(places: readonly ArrayLike<number>[]): string[] {
    const sorted = placesTogether(places)
      .map((place) => this.byPlace[place])
      .sort();
    return Array.from(sorted, (i) => this.nodes[i].name);
  }
}
