import { ChangeTarget, NodeEdit, changeName } from './read-changes';
import { settleApart, settleSites } from './settle-sites';
import { NO_PODS, Site, SitePlan } from './site';
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
  /** The nodes that are worked on, by name. */
  readonly sites = new Map<string, Site>();
  /** Pods of others that agents have preempted. */
  readonly evicted: EvictedPod[] = [];

  private readonly places: ReadonlyMap<string, number>;
  private readonly removed = new Set<string>();
  private readonly sitePlan: SitePlan;
  private readonly reachesBeyondNodes: boolean;

  /** @param edits all that will be applied */
  constructor(
    readonly plan: PlannedPlacement,
    edits: readonly NodeEdit[],
  ) {
    this.places = new Map(plan.inventoryNodes.map(({ name }, i) => [name, i]));
    this.reachesBeyondNodes = mayReachBeyondNodes(plan, edits);
    this.sitePlan = new SitePlan(plan);
    if (this.reachesBeyondNodes) {
      this.places.forEach((i, name) => this.sites.set(name, this.sitePlan.lookedAt(this.sitePlan.planned(i))));
    }
  }

  /** The place of a node in the plan; undefined where the plan does not have it. */
  placeOf(name: string): number | undefined {
    return this.places.get(name);
  }

  /** The places in the plan of the nodes that nothing happened to. */
  untouched(): number[] {
    const places: number[] = [];
    this.places.forEach((i, name) => {
      if (!this.sites.has(name) && !this.removed.has(name)) {
        places.push(i);
      }
    });
    return places;
  }

  /** Applies a change; a fault is added where it is about a node that is not there, or adds one that is. */
  apply(edit: NodeEdit, place: number, faults: Fault[]): void {
    const fault = (rule: string, hint?: string) => faults.push({ object: changeName(place), rule, hint });
    if ('adds' in edit) {
      edit.adds.forEach((node) =>
        this.has(node.name) ? fault(`there already is a node ${node.name}`) : this.add(node),
      );
      this.settle(edit.adds.map(({ name }) => name));
    } else {
      const names = this.named(edit.target);
      if (names.length === 0) {
        fault(...this.nothingFound(edit.target));
      }
      names.forEach((name) => ('removes' in edit ? this.remove(name) : this.edit(name, edit)));
      this.settle('removes' in edit ? [] : names);
    }
  }

  private add(node: Node): void {
    const place = this.places.get(node.name);
    const previous = place === undefined ? undefined : this.sitePlan.planned(place);
    this.sites.set(node.name, this.sitePlan.joining(node, previous));
    this.removed.delete(node.name);
  }

  private remove(name: string): void {
    this.sites.delete(name);
    this.removed.add(name);
  }

  private edit(name: string, { edit, drains }: { edit: (node: Node) => Node; drains?: boolean }): void {
    const site = this.sites.get(name) ?? this.sitePlan.planned(this.places.get(name)!);
    const edited = { ...site, node: edit(site.node) };
    this.sites.set(name, { ...edited, others: drains ? NO_PODS : this.sitePlan.othersThatStay(edited, site.node) });
  }

  /** Lets Kubernetes answer a change of these nodes; where agents look beyond their node, on all nodes. */
  private settle(names: readonly string[]): void {
    const { sites, evicted } = this.reachesBeyondNodes
      ? settleSites(this.plan, [...this.sites.values()])
      : settleApart(
          this.plan,
          names.flatMap((name) => this.sites.get(name) ?? []),
          this.sitePlan,
        );
    sites.forEach((site) => this.sites.set(site.node.name, site));
    this.evicted.push(...evicted);
  }

  private has(name: string): boolean {
    return this.sites.has(name) || (this.places.has(name) && !this.removed.has(name));
  }

  private get nodes(): Node[] {
    return [
      ...this.untouched().map((i) => this.plan.inventoryNodes[i]),
      ...[...this.sites.values()].map(({ node }) => node),
    ];
  }

  private named(target: ChangeTarget): string[] {
    if ('name' in target) {
      return this.has(target.name) ? [target.name] : [];
    }
    const wanted = [...target.labelled];
    return this.nodes
      .filter(({ labels }) => wanted.every(([key, value]) => labels.get(key) === value))
      .map(({ name }) => name);
  }

  private nothingFound(target: ChangeTarget): [rule: string, hint?: string] {
    if ('name' in target) {
      const names = this.nodes.map(({ name }) => name);
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
