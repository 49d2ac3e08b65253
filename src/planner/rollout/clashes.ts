import { ClusterObjects } from '../../inventory/cluster-objects';
import { NodeInventory } from '../../inventory/node-inventory';
import { RunningPod } from '../../inventory/running-pod';
import { hostPortsConflict } from '../../kubernetes/host-port';
import { ByParts } from '../placement/by-parts';
import { FleetState } from '../placement/fleet-state';
import { PlannedAgent } from '../placement/planned-agent';
import { PodColumns } from '../placement/pod-columns';
import { plannedPod } from '../placement/settle';

/** Running pods that keep others off alike, by their places: with what one of them has, all have. */
interface Party<T> {
  readonly has: T;
  readonly places: number[];
}

/** Which pods cannot stand side by side on a node, however much room there is. */
export class Clashes {
  private readonly fleet: FleetState;
  private readonly running: readonly RunningPod[];
  private readonly repellent: readonly Party<Parameters<FleetState['repels']>[0]>[];
  private readonly onPorts: readonly Party<PlannedAgent['footprint']>[];

  /**
   * @param pods the running pods of the inventory
   * @param ownerOf by place of a pod, the key of the agent that it belongs to: the two do not clash
   */
  constructor(
    { _contents }: NodeInventory,
    private readonly pods: PodColumns,
    private readonly ownerOf: ReadonlyMap<number, string>,
    { namespaces }: ClusterObjects,
  ) {
    this.running = _contents.pods;
    this.fleet = FleetState.of([], namespaces);
    this.repellent = parties(pods.repellent, (place) => {
      const { namespace, spec } = this.running[place].traits;
      const { podAntiAffinity } = spec;
      return { parts: [namespace, podAntiAffinity], has: { namespace, podAntiAffinity } };
    });
    this.onPorts = parties(pods.onPorts, (place) => {
      const footprint = pods.footprintOf(place);
      return { parts: [footprint], has: footprint };
    });
  }

  /** Whether the pods of two agents want one host port, or one keeps the other off by pod anti-affinity. */
  between(a: PlannedAgent, b: PlannedAgent): boolean {
    const [one, other] = [plannedPod(a), plannedPod(b)];
    return wantsPortOf(one, other) || this.fleet.repels(one, other) || this.fleet.repels(other, one);
  }

  /** The places of the running pods that an agent cannot stand beside. */
  withPods(agent: PlannedAgent): number[] {
    const pod = plannedPod(agent);
    const places = [
      this.repelledBy(agent),
      ...this.repellent.filter(({ has }) => this.fleet.repels(has, pod)).map((party) => party.places),
      ...this.onPorts.filter(({ has }) => wantsPortOf(pod, has)).map((party) => party.places),
    ];
    return places.flat().filter((place) => this.ownerOf.get(place) !== agent.key);
  }

  /** Those that its anti-affinity keeps off; few namespaces are reached by it. */
  private repelledBy(agent: PlannedAgent): number[] {
    const { podAntiAffinity } = agent.pod;
    if (podAntiAffinity.length === 0) {
      return [];
    }
    const pod = plannedPod(agent);
    const { namespaces, namespaceOf } = this.pods;
    const reached = namespaces.map((namespace) =>
      podAntiAffinity.some((term) => this.fleet.reaches(term, agent.daemonSet, namespace)),
    );
    const places: number[] = [];
    namespaceOf.forEach((namespace, place) => {
      if (reached[namespace] && this.fleet.repels(pod, this.running[place].traits)) {
        places.push(place);
      }
    });
    return places;
  }
}

function wantsPortOf(a: PlannedAgent['footprint'], b: PlannedAgent['footprint']): boolean {
  return a.hostPorts.some((port) => b.hostPorts.some((used) => hostPortsConflict(port, used)));
}

function parties<T>(
  places: readonly number[],
  partyOf: (place: number) => { readonly parts: readonly unknown[]; readonly has: T },
): Party<T>[] {
  const known = new ByParts<Party<T>>();
  const all: Party<T>[] = [];
  for (const place of places) {
    const { parts, has } = partyOf(place);
    const party = known.get(parts, () => {
      const made = { has, places: [] };
      all.push(made);
      return made;
    });
    party.places.push(place);
  }
  return all;
}
