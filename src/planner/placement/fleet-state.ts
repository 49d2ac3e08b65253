import { NodeState, PlacedPod } from './node-state';
import { Labels, labelSelectorMatches } from '../../kubernetes/label-selector';
import { PodAffinityTerm } from '../../kubernetes/pod-spec';

/** A term of a pod that keeps others out of the domain it stands in. */
interface StandingTerm {
  readonly pod: PlacedPod;
  readonly term: PodAffinityTerm;
}

/** What a term of pod affinity is matched against. */
export type PodIdentity = Pick<PlacedPod, 'namespace' | 'labels'>;

/** All nodes while a plan is made, and what reaches from one node to others: pod affinity and its opposite. */
export class FleetState {
  private readonly domains = new Map<string, Map<string, NodeState[]>>();
  private readonly antiAffinity = new Map<string, Map<string, StandingTerm[]>>();

  constructor(
    readonly nodes: readonly NodeState[],
    private readonly namespaces: ReadonlyMap<string, Labels>,
  ) {}

  add(pod: PlacedPod, state: NodeState): void {
    state.add(pod);
    for (const term of pod.podAntiAffinity) {
      this.standing(term.topologyKey, state)?.push({ pod, term });
    }
  }

  remove(pod: PlacedPod, state: NodeState): void {
    state.remove(pod);
    for (const term of pod.podAntiAffinity) {
      const standing = this.standing(term.topologyKey, state);
      standing?.splice(
        standing.findIndex((each) => each.pod === pod && each.term === term),
        1,
      );
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

  /** The terms of anti-affinity that stand in the domains of a node. */
  *antiAffinityAround(state: NodeState): Iterable<StandingTerm> {
    for (const [key, byValue] of this.antiAffinity) {
      const value = state.node.labels.get(key);
      if (value !== undefined) {
        yield* byValue.get(value) ?? [];
      }
    }
  }

  /** The nodes whose label has this value. */
  domain(topologyKey: string, value: string): readonly NodeState[] {
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
  selects(term: PodAffinityTerm, owner: PodIdentity, pod: PodIdentity): boolean {
    return (
      term.labelSelector !== undefined &&
      this.reaches(term, owner, pod.namespace) &&
      labelSelectorMatches(term.labelSelector, pod.labels)
    );
  }

  private reaches(term: PodAffinityTerm, owner: PodIdentity, namespace: string): boolean {
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
