import { isLost, lost } from './lost-node';
import { NamedNodes, namedNodes } from './named-nodes';
import { RolloutPlanOptions } from './rollout-plan-options';
import { StartSeconds, startSecondsOf } from './start-seconds';
import { placesByZone, zoneOf } from './topology';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { alikePlaces, namesAt, placesTogether } from '../placement/alike';
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
  private readonly shown: ShownNodes;

  /** @throws Error when the options name a node or a pool that there is not. */
  constructor(inventory: NodeInventory, options: RolloutPlanOptions) {
    this.named = namedNodes(inventory, options);
    this.shown = shownNodes(inventory._contents.nodes);
    const { nodes, names, byPlace, seenLost } = this.shown;
    const lostToo = this.named.lost;
    this.nodes = lostToo.size === 0 ? nodes : nodes.map((node) => (lostToo.has(node.name) ? lost(node) : node));
    this.names = names;
    this.byPlace = byPlace;
    this.seenLost = seenLost;
    this.startSeconds = startSecondsOf(options.startSeconds, this.shown.poolNames);
  }

  /**
   * The cells, in order of their first nodes.
   *
   * @param classes of the nodes, in order of name
   */
  cells(classes: readonly NodeClass[]): NodeCell[] {
    const { byPlace, names, nodes } = this;
    const { unavailable, becomesReady, tellApart } = this.named;
    const { kinds, zones, pools } = this.shown;
    const told = tellApart ? [names.map((name) => unavailable.has(name)), names.map(becomesReady)] : [];
    return alikePlaces(names.length, [byPlace.map((i) => classes[i]), kinds, ...told]).map((places): NodeCell => {
      const [first] = places;
      const i = byPlace[first];
      return {
        nodeClass: classes[i],
        zone: zones[first],
        pool: pools[first],
        sample: nodes[i],
        unavailable: unavailable.has(names[first]),
        becomesReady: becomesReady(names[first]),
        places,
      };
    });
  }

  /** The names of the nodes at places in the order shown, sorted. */
  sortedNames(places: readonly ArrayLike<number>[]): string[] {
    const sorted = placesTogether(places)
      .map((place) => this.byPlace[place])
      .sort();
    return namesAt(sorted, this.nodes);
  }
}

/** The nodes of an inventory as it shows them, in the order in which they are shown. */
interface ShownNodes {
  /** As the controller sees them, in order of name. */
  readonly nodes: readonly Node[];
  readonly seenLost: readonly string[];
  /** By place in the order shown: the place in order of name, the name, the zone and the pool. */
  readonly byPlace: readonly number[];
  readonly names: readonly string[];
  readonly zones: readonly (string | undefined)[];
  readonly pools: readonly (string | undefined)[];
  /** A number that nodes share which are of one zone and pool, and equally ready. */
  readonly kinds: Int32Array;
  readonly poolNames: ReadonlySet<string>;
}

const known = new WeakMap<readonly Node[], ShownNodes>();

/** Read once for all rollouts on the nodes. */
function shownNodes(nodes: readonly Node[]): ShownNodes {
  const shown = known.get(nodes) ?? showNodes(nodes);
  known.set(nodes, shown);
  return shown;
}

function showNodes(inventoryNodes: readonly Node[]): ShownNodes {
  const seenLost = inventoryNodes.filter(isLost).map(({ name }) => name);
  const nodes =
    seenLost.length === 0 ? inventoryNodes : inventoryNodes.map((node) => (isLost(node) ? lost(node) : node));
  const zonesByName = nodes.map(zoneOf);
  const byPlace = placesByZone(zonesByName);
  const zones = byPlace.map((i) => zonesByName[i]);
  const pools = byPlace.map((i) => poolOf(nodes[i]));
  const readiness = byPlace.map((i) => nodes[i].notReady);
  const kinds = new Int32Array(nodes.length);
  alikePlaces(nodes.length, [zones, pools, readiness]).forEach((places, kind) =>
    places.forEach((place) => (kinds[place] = kind)),
  );
  const names = byPlace.map((i) => nodes[i].name);
  const poolNames = new Set(pools.filter((pool) => pool !== undefined));
  return { nodes, seenLost, byPlace, names, zones, pools, kinds, poolNames };
}
