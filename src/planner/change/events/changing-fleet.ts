import { ChangeTarget, NodeEdit, changeName } from './read-changes';
import { settleApart, settleSites } from './settle-sites';
import { Site, SitePlan } from './site';
import { Node } from '../../../inventory/node';
import { Fault } from '../../../kubernetes/manifest/fault';
import { nearestWord } from '../../../kubernetes/manifest/nearest-word';
import { EvictedPod } from '../../placement/placement-document';
import { PlannedPlacement } from '../../placement/planned-placement';
import { PodColumns } from '../../placement/pod-columns';
import { reachesBeyondNodes } from '../../placement/reaches-beyond-nodes';

/**
 * A fleet to which changes happen one after the other, each until Kubernetes has answered it. Only the nodes that changes
 * touch are worked on, or all where agents look beyond their own node; the others stay as the plan has them.
 */
export class ChangingFleet {
  /** By place, the nodes that are worked on. */
  readonly sites = new Map<number, Site>();
  /** Pods of others that agents have preempted. */
  readonly evicted: EvictedPod[] = [];

  private readonly nodes: readonly Node[];
  private readonly removed = new Set<number>();
  private readonly sitePlan: SitePlan;
  private readonly reachesBeyondNodes: boolean;
  private placesByName?: Map<string, number>;

  /** @param edits all that will be applied */
  constructor(
    readonly plan: PlannedPlacement,
    edits: readonly NodeEdit[],
  ) {
    this.nodes = plan.inventoryNodes;
    this.reachesBeyondNodes = mayReachBeyondNodes(plan, edits);
    this.sitePlan = new SitePlan(plan);
    if (this.reachesBeyondNodes) {
      this.nodes.forEach((_, place) => this.sites.set(place, this.sitePlan.lookedAt(this.sitePlan.planned(place))));
    }
  }

  /** Whether nothing happened to a node of the plan. */
  isUntouched(place: number): boolean {
    return !this.sites.has(place) && !this.removed.has(place);
  }

  /** Applies a change; a fault is added where it is about a node that is not there, or adds one that is. */
  apply(edit: NodeEdit, place: number, faults: Fault[]): void {
    const fault = (rule: string, hint?: string) => void faults.push({ object: changeName(place), rule, hint });
    if ('adds' in edit) {
      const added = edit.adds.map((node) =>
        this.has(this.placeOf(node.name)) ? fault(`there already is a node ${node.name}`) : this.add(node),
      );
      this.settle(added.filter((site) => site !== undefined));
      return;
    }
    const places = this.reached(edit.target);
    if (places.length === 0) {
      fault(...this.nothingFound(edit.target));
    }
    if ('removes' in edit) {
      places.forEach((each) => this.remove(each));
      this.settle([]);
    } else {
      this.settle(places.map((each) => this.edit(each, edit)));
    }
  }

  private add(node: Node): Site {
    const place = this.placeOf(node.name);
    const site = this.sitePlan.joining(node, place);
    this.sites.set(place, site);
    this.removed.delete(place);
    return site;
  }

  private remove(place: number): void {
    this.sites.delete(place);
    this.removed.add(place);
  }

  private edit(place: number, { edit, drains }: { edit: (node: Node) => Node; drains?: boolean }): Site {
    const site = this.sites.get(place) ?? this.sitePlan.planned(place);
    const edited = this.sitePlan.edited(site, edit(site.node), drains ?? false);
    this.sites.set(place, edited);
    return edited;
  }

  /** Lets Kubernetes answer a change of these nodes; where agents look beyond their node, on all nodes. */
  private settle(reached: readonly Site[]): void {
    const { sites, evicted } = this.reachesBeyondNodes
      ? settleSites(this.plan, [...this.sites.values()])
      : settleApart(this.plan, reached, this.sitePlan);
    sites.forEach((site) => this.sites.set(site.place, site));
    this.evicted.push(...evicted);
  }

  /** The place of a node of the plan, or one after all of these, which a name keeps. */
  private placeOf(name: string): number {
    this.placesByName ??= new Map(this.nodes.map((node, place) => [node.name, place]));
    const place = this.placesByName.get(name) ?? this.placesByName.size;
    this.placesByName.set(name, place);
    return place;
  }

  private has(place: number): boolean {
    return this.sites.has(place) || (place < this.nodes.length && !this.removed.has(place));
  }

  /** The places of the nodes that are there now. */
  private get places(): number[] {
    const places: number[] = [];
    for (let place = 0; place < this.nodes.length; place++) {
      if (this.isUntouched(place)) {
        places.push(place);
      }
    }
    return [...places, ...this.sites.keys()];
  }

  private nodeAt(place: number): Node {
    return this.sites.get(place)?.node ?? this.nodes[place];
  }

  private reached(target: ChangeTarget): number[] {
    if ('name' in target) {
      const place = this.placeOf(target.name);
      return this.has(place) ? [place] : [];
    }
    const wanted = [...target.labelled];
    return this.places.filter((place) => {
      const { labels } = this.nodeAt(place);
      return wanted.every(([key, value]) => labels.get(key) === value);
    });
  }

  private nothingFound(target: ChangeTarget): [rule: string, hint?: string] {
    if ('name' in target) {
      const names = this.places.map((place) => this.nodeAt(place).name);
      const meant = nearestWord(target.name, names);
      return [`there is no node ${target.name} by then`, meant && `did you mean ${meant}?`];
    }
    const labels = [...target.labelled].map(([key, value]) => `${key}=${value}`).join(', ');
    return [`there is no node labelled ${labels} by then`];
  }
}

/**
 * Whether what happens on one node may matter to an agent on another, now or once the nodes are edited: a label that is set
 * may make one domain of two nodes.
 */
function mayReachBeyondNodes(
  { inventory, inventoryNodes, agents, objects, version }: PlannedPlacement,
  edits: readonly NodeEdit[],
): boolean {
  const { repellentPods } = PodColumns.of(inventory, version);
  const nodes = [...inventoryNodes, ...edits.flatMap((edit) => ('adds' in edit ? edit.adds : []))];
  const labels = new Set(edits.flatMap((edit) => ('sets' in edit && edit.sets !== undefined ? [edit.sets] : [])));
  const terms = [...agents.map(({ pod }) => pod), ...repellentPods.map(({ spec }) => spec)].flatMap(
    ({ podAntiAffinity }) => podAntiAffinity,
  );
  return (
    agents.some(({ pod }) => pod.topologySpread.length > 0) ||
    terms.some(({ topologyKey }) => labels.has(topologyKey)) ||
    reachesBeyondNodes(nodes, agents, repellentPods, objects.namespaces)
  );
}
