import { PlannedAgent } from './planned-agent';
import { AgentOwnership } from './running-pods';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { PodFootprint, PodTraits, RunningPod, podFootprint } from '../../inventory/running-pod';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** Where a pod stands whose node the inventory does not have. */
const NOWHERE = -1;

const known = new WeakMap<readonly RunningPod[], PodColumns[]>();

/** The running pods of an inventory in columns, whoever they belong to: worked out once for all plans against it. */
export class PodColumns {
  /** Those of an inventory, with the defaults of a version. Of nodes, only the names and their order matter. */
  static of(inventory: NodeInventory, version: KubernetesVersion): PodColumns {
    const { nodes, pods } = inventory._contents;
    const all = known.get(pods) ?? [];
    let columns = all.find((each) => each.version.name === version.name && each.isOf(nodes));
    if (!columns) {
      columns = new PodColumns(nodes, pods, version);
      known.set(pods, [...all, columns]);
    }
    return columns;
  }

  /** By pod, the place of its node. */
  private readonly nodes: Int32Array;
  /** By node, how many pods stand there. */
  readonly count: Uint32Array;
  /** By resource, then by node, what the pods request. Amounts are whole numbers and exact up to 2⁵³: 9 PB of memory. */
  readonly used: ReadonlyMap<string, Float64Array>;
  /** By node, whether a pod there has a host port. */
  readonly hasPorts: Uint8Array;
  /** By node, whether a pod there keeps others off. */
  readonly keepsOff: Uint8Array;
  /** The places of the pods that do. */
  readonly repellent: readonly number[];
  /** The places of the pods with host ports. */
  readonly onPorts: readonly number[];

  /** The namespaces of the pods. */
  readonly namespaces: readonly string[];
  /** By pod, the place of its namespace among them. */
  readonly namespaceOf: Uint32Array;

  /** The pods in order of their nodes, and where those of a node begin. */
  private readonly places: Uint32Array;
  private readonly starts: Uint32Array;
  private readonly footprints = new Map<PodTraits['spec'], PodFootprint>();
  private byOwner?: ReadonlyMap<string, OwnedPods>;
  /** Other lists with the same names in the same order. */
  private readonly alike = new WeakSet<readonly Node[]>();

  private constructor(
    private readonly inventoryNodes: readonly Node[],
    private readonly pods: readonly RunningPod[],
    private readonly version: KubernetesVersion,
  ) {
    this.nodes = new Int32Array(pods.length).fill(NOWHERE);
    this.count = new Uint32Array(inventoryNodes.length);
    this.hasPorts = new Uint8Array(inventoryNodes.length);
    this.keepsOff = new Uint8Array(inventoryNodes.length);
    this.places = new Uint32Array(pods.length);
    this.starts = new Uint32Array(inventoryNodes.length + 1);
    const repellent: number[] = [];
    this.repellent = repellent;
    const onPorts: number[] = [];
    this.onPorts = onPorts;
    const used = new Map<string, Float64Array>();
    this.used = used;
    const namespaces = new Map<string, number>();
    this.namespaceOf = new Uint32Array(pods.length);
    pods.forEach(({ traits: { namespace } }, place) => {
      let number = namespaces.get(namespace);
      if (number === undefined) {
        number = namespaces.size;
        namespaces.set(namespace, number);
      }
      this.namespaceOf[place] = number;
    });
    this.namespaces = [...namespaces.keys()];
    if (pods.length === 0) {
      return;
    }
    const placeOf = new Map<string, number>();
    inventoryNodes.forEach(({ name }, i) => placeOf.set(name, i));
    const column = (resource: string): Float64Array => {
      const amounts = used.get(resource) ?? new Float64Array(inventoryNodes.length);
      used.set(resource, amounts);
      return amounts;
    };
    // Pods share specs: what one of them takes is laid out once, by column.
    const takes = new Map<PodTraits['spec'], { readonly column: Float64Array; readonly amount: number }[]>();
    pods.forEach(({ nodeName, traits: { spec } }, place) => {
      const i = placeOf.get(nodeName);
      if (i === undefined) {
        return;
      }
      this.nodes[place] = i;
      this.count[i]++;
      const { requests, hostPorts } = this.footprint(spec);
      let taken = takes.get(spec);
      if (!taken) {
        taken = [...requests].map(([resource, amount]) => ({ column: column(resource), amount }));
        takes.set(spec, taken);
      }
      for (let at = 0; at < taken.length; at++) {
        taken[at].column[i] += taken[at].amount;
      }
      if (hostPorts.length > 0) {
        this.hasPorts[i] = 1;
        onPorts.push(place);
      }
      if (spec.podAntiAffinity.length > 0) {
        this.keepsOff[i] = 1;
        repellent.push(place);
      }
    });
    this.count.forEach((count, i) => (this.starts[i + 1] = this.starts[i] + count));
    const next = this.starts.slice();
    this.nodes.forEach((i, place) => {
      if (i !== NOWHERE) {
        this.places[next[i]++] = place;
      }
    });
  }

  private isOf(nodes: readonly Node[]): boolean {
    const own = this.inventoryNodes;
    if (own === nodes || this.alike.has(nodes)) {
      return true;
    }
    const is = own.length === nodes.length && own.every(({ name }, i) => name === nodes[i].name);
    if (is) {
      this.alike.add(nodes);
    }
    return is;
  }

  /** The places of the pods of a node, in order of namespace and name. */
  on(i: number): Uint32Array {
    return this.places.subarray(this.starts[i], this.starts[i + 1]);
  }

  /** Whether it holds for the place of some pod of a node. */
  some(i: number, holds: (place: number) => boolean): boolean {
    for (let at = this.starts[i]; at < this.starts[i + 1]; at++) {
      if (holds(this.places[at])) {
        return true;
      }
    }
    return false;
  }

  /** Whether a pod of a node is in one of the namespaces that are marked, by their places. */
  hasIn(marked: Uint8Array, i: number): boolean {
    for (let at = this.starts[i]; at < this.starts[i + 1]; at++) {
      if (marked[this.namespaceOf[this.places[at]]] === 1) {
        return true;
      }
    }
    return false;
  }

  /** The pods that keep others off. */
  get repellentPods(): PodTraits[] {
    return this.repellent.map((place) => this.pods[place].traits);
  }

  /** How many pods there are. */
  get size(): number {
    return this.pods.length;
  }

  /** The place of a pod's node; undefined where the inventory does not have it. */
  nodeOf(place: number): number | undefined {
    const i = this.nodes[place];
    return i === NOWHERE ? undefined : i;
  }

  /** The specs of the pods whose nodes the inventory has. */
  get specs(): Iterable<PodTraits['spec']> {
    return this.footprints.keys();
  }

  /** What a pod takes. */
  footprintOf(place: number): PodFootprint {
    return this.footprint(this.pods[place].traits.spec);
  }

  /** What pods of a spec take. */
  footprint(spec: PodTraits['spec']): PodFootprint {
    let footprint = this.footprints.get(spec);
    if (!footprint) {
      footprint = podFootprint(spec, this.version);
      this.footprints.set(spec, footprint);
    }
    return footprint;
  }

  /** Places of the pods that belong to an agent, ascending. */
  ownedBy(agent: PlannedAgent, ownership: AgentOwnership): readonly number[] {
    const { namespace, name } = agent.daemonSet;
    this.byOwner ??= ownedPods(this.pods, this.nodes);
    const owned = this.byOwner.get(namespace);
    const own = owned?.byDaemonSet.get(name) ?? [];
    const adopted = (owned?.orphans ?? []).filter((place) => ownership.ownerOf(this.pods[place].traits) === agent);
    return adopted.length === 0 ? own : [...own, ...adopted].sort((a, b) => a - b);
  }
}

/** Places of pods of a namespace that a DaemonSet has, or may adopt. */
interface OwnedPods {
  readonly byDaemonSet: ReadonlyMap<string, readonly number[]>;
  /** Those without a controller. */
  readonly orphans: readonly number[];
}

function ownedPods(pods: readonly RunningPod[], nodeOf: Int32Array): Map<string, OwnedPods> {
  const byNamespace = new Map<string, { byDaemonSet: Map<string, number[]>; orphans: number[] }>();
  pods.forEach(({ traits: { namespace, owner } }, place) => {
    if (nodeOf[place] === NOWHERE || (owner && owner.kind !== 'DaemonSet')) {
      return;
    }
    let owned = byNamespace.get(namespace);
    if (!owned) {
      owned = { byDaemonSet: new Map(), orphans: [] };
      byNamespace.set(namespace, owned);
    }
    const places = owner ? (owned.byDaemonSet.get(owner.name) ?? []) : owned.orphans;
    places.push(place);
    if (owner) {
      owned.byDaemonSet.set(owner.name, places);
    }
  });
  return byNamespace;
}
