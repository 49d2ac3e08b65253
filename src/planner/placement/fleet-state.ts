import { NodeState, PlacedPod } from './node-state';
import { Node } from '../../inventory/node';
import { Labels, labelSelectorMatches } from '../../kubernetes/label-selector';
import { PodAffinityTerm } from '../../kubernetes/pod-spec';

/** A term of a pod that keeps others out of the domain it stands in. */
interface StandingTerm {
  readonly pod: PlacedPod;
  readonly term: PodAffinityTerm;
}

/** What a term of pod affinity is matched against. */
export type PodIdentity = Pick<PlacedPod, 'namespace' | 'labels'>;

/** Nodes, and how they stand, which may be made when it is asked for. */
export interface FleetNodes {
  readonly nodes: readonly Node[];
  /** In the order of the nodes. */
  readonly states: readonly NodeState[];
}

/** All nodes while a plan is made, and what reaches from one node to others: pod affinity and its opposite. */
export class FleetState {
  /** A fleet of nodes of which is known how they stand. */
  static of(states: readonly NodeState[], namespaces: ReadonlyMap<string, Labels>): FleetState {
    const fleet = {
      states,
      get nodes() {
        return states.map(({ node }) => node);
      },
    };
    return new FleetState(fleet, namespaces);
  }

  private readonly domains = new Map<string, Map<string, NodeState[]>>();
  private readonly antiAffinity = new Map<string, Map<string, StandingTerm[]>>();
  private readonly local = new Map<string, boolean>();

  constructor(
    private readonly all: FleetNodes,
    private readonly namespaces: ReadonlyMap<string, Labels>,
  ) {}

  /** The nodes as they stand. */
  get nodes(): readonly NodeState[] {
    return this.all.states;
  }

  /** @param at how many pods of the node it comes after @default - all of them */
  add(pod: PlacedPod, state: NodeState, at?: number): void {
    state.add(pod, at);
    this.enlist(pod, state);
  }

  /** Makes the terms of a pod known that stands on a node already. */
  enlist(pod: PlacedPod, state: NodeState): void {
    for (const term of pod.podAntiAffinity) {
      this.standing(term.topologyKey, state)?.push({ pod, term });
    }
  }

  remove(pod: PlacedPod, state: NodeState): void {
    state.remove(pod);
    for (const term of pod.podAntiAffinity) {
      const standing = this.standing(term.topologyKey, state) ?? [];
      const place = standing.findIndex((each) => each.pod === pod && each.term === term);
      if (place >= 0) {
        standing.splice(place, 1);
      }
    }
  }

  /** Whether a pod anywhere keeps a pod like this out of its domain. */
  isShunned(pod: PodIdentity): boolean {
    for (const byValue of this.antiAffinity.values()) {
      for (const standing of byValue.values()) {
        if (standing.some((each) => this.selects(each.term, each.pod, pod))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a term of anti-affinity that stands in a domain of the node keeps a pod like this out. */
  isShunnedOn(state: NodeState, pod: PodIdentity): boolean {
    for (const [key, byValue] of this.antiAffinity) {
      const value = state.node.labels.get(key);
      const standing = value === undefined || this.isLocal(key) ? undefined : byValue.get(value);
      if (standing?.some((each) => this.selects(each.term, each.pod, pod))) {
        return true;
      }
    }
    for (const present of state.pods) {
      for (const term of present.podAntiAffinity) {
        const { topologyKey } = term;
        if (state.node.labels.has(topologyKey) && this.isLocal(topologyKey) && this.selects(term, present, pod)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether every domain of a topology is a single node, so that its terms never reach another one. */
  private isLocal(topologyKey: string): boolean {
    let local = this.local.get(topologyKey);
    if (local === undefined) {
      local = isLocalTopology(topologyKey, this.all.nodes);
      this.local.set(topologyKey, local);
    }
    return local;
  }

  /** The nodes whose label has the same value as that of the node; none where it has no such label. */
  domainAround(state: NodeState, topologyKey: string): readonly NodeState[] {
    const value = state.node.labels.get(topologyKey);
    if (value === undefined) {
      return [];
    }
    return this.isLocal(topologyKey) ? [state] : this.domain(topologyKey, value);
  }

  private domain(topologyKey: string, value: string): readonly NodeState[] {
    let byValue = this.domains.get(topologyKey);
    if (!byValue) {
      byValue = new Map();
      for (const state of this.nodes) {
        const label = state.node.labels.get(topologyKey);
        if (label !== undefined) {
          entry(byValue, label).push(state);
        }
      }
      this.domains.set(topologyKey, byValue);
    }
    return byValue.get(value) ?? [];
  }

  /**
   * Whether a term of `owner` selects a pod.
   *
   * @see https://github.com/kubernetes/kube-scheduler/blob/master/framework/types.go AffinityTerm.Matches
   */
  selects(term: PodAffinityTerm, owner: Pick<PodIdentity, 'namespace'>, pod: PodIdentity): boolean {
    return (
      term.labelSelector !== undefined &&
      this.reaches(term, owner, pod.namespace) &&
      labelSelectorMatches(term.labelSelector, pod.labels)
    );
  }

  /** Whether a pod keeps another one out of the domains it stands in. */
  repels(pod: Pick<PlacedPod, 'namespace' | 'podAntiAffinity'>, other: PodIdentity): boolean {
    return pod.podAntiAffinity.some((term) => this.selects(term, pod, other));
  }

  /** Whether a term of `owner` is about the pods of a namespace. */
  reaches(term: PodAffinityTerm, owner: Pick<PodIdentity, 'namespace'>, namespace: string): boolean {
    if (term.namespaces.length === 0 && !term.namespaceSelector) {
      return namespace === owner.namespace;
    }
    return (
      term.namespaces.includes(namespace) ||
      (term.namespaceSelector !== undefined &&
        labelSelectorMatches(term.namespaceSelector, this.namespaces.get(namespace) ?? defaultLabels(namespace)))
    );
  }

  private standing(topologyKey: string, state: NodeState): StandingTerm[] | undefined {
    const value = state.node.labels.get(topologyKey);
    if (value === undefined) {
      return undefined;
    }
    let byValue = this.antiAffinity.get(topologyKey);
    if (!byValue) {
      byValue = new Map();
      this.antiAffinity.set(topologyKey, byValue);
    }
    return entry(byValue, value);
  }
}

const known = new WeakMap<readonly Node[], Map<string, boolean>>();

/** Whether no two of the nodes have the same value of a label; one list of nodes is often asked about. */
export function isLocalTopology(topologyKey: string, nodes: readonly Node[]): boolean {
  const answers = known.get(nodes) ?? new Map<string, boolean>();
  const isLocal = answers.get(topologyKey) ?? tellsNodesApart(topologyKey, nodes);
  known.set(nodes, answers.set(topologyKey, isLocal));
  return isLocal;
}

function tellsNodesApart(label: string, nodes: readonly Node[]): boolean {
  // Names differ, and where the hostname is the name there is nothing to compare.
  if (nodes.every(({ name, labels }) => (labels.get(label) ?? name) === name)) {
    return true;
  }
  const seen = new Set<string>();
  return nodes.every(({ labels }) => {
    const value = labels.get(label);
    return value === undefined || (!seen.has(value) && seen.add(value));
  });
}

/** A namespace that is not declared has at least the label of its name. */
function defaultLabels(namespace: string): Labels {
  return new Map([['kubernetes.io/metadata.name', namespace]]);
}

function entry<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key);
  if (!list) {
    list = [];
    map.set(key, list);
  }
  return list;
}
