import { ChangingFleet } from './changing-fleet';
import { DaemonSetEvents, PlacementEventsDocument } from './events-document';
import { NodeChange } from './node-change';
import { eventsOfAgents } from './outcomes';
import { readChanges } from './read-changes';
import { Fault, throwFaults } from '../../../kubernetes/manifest/fault';
import { EvictedPod } from '../../placement/placement-document';
import { PlannedPlacement } from '../../placement/planned-placement';
import { DOCUMENT_API_VERSION } from '../../placement/to-document';

/**
 * What changes to nodes do to the agents that run there.
 *
 * @example
 * const events = plan.after([{ kind: 'cordon', node: 'worker-1' }]);
 * events.daemonSets[0].outcomes;
 */
export class PlacementEvents {
  /** @internal */
  public static _after(plan: PlannedPlacement, changes: readonly NodeChange[]): PlacementEvents {
    const faults: Fault[] = [];
    const edits = readChanges(changes, faults);
    throwFaults(faults);
    const fleet = new ChangingFleet(plan, edits);
    edits.forEach((edit, place) => fleet.apply(edit, place, faults));
    throwFaults(faults);
    return new PlacementEvents({
      apiVersion: DOCUMENT_API_VERSION,
      kind: 'PlacementEvents',
      kubernetesVersion: plan.version.name,
      daemonSets: eventsOfAgents(fleet),
      evicted: fleet.evicted,
    });
  }

  /** Version of the document's form. */
  public readonly apiVersion: string;
  /** Kind of the document. */
  public readonly kind: string;
  /** The minor version whose behaviour was planned, such as `1.36`. */
  public readonly kubernetesVersion: string;
  /** What becomes of each DaemonSet. */
  public readonly daemonSets: DaemonSetEvents[];
  /** Other running pods that agents preempt where they come anew. */
  public readonly evicted: EvictedPod[];

  private constructor(document: PlacementEventsDocument) {
    this.apiVersion = document.apiVersion;
    this.kind = document.kind;
    this.kubernetesVersion = document.kubernetesVersion;
    this.daemonSets = document.daemonSets;
    this.evicted = document.evicted;
  }

  /** The events as data: the document with the schema `schemas/placement-events.json`. */
  public toJson(): PlacementEventsDocument {
    return { ...this };
  }
}
