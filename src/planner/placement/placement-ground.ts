import { Crew } from './crew';
import { Demand } from './demand';
import { NodeClass, classifyNodes } from './node-class';
import { pairing } from './pairing';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { KeptPods, RunningLoad } from './running-load';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** The agents that are wanted on nodes of a kind, where the pods of some of them run. */
export interface Roster {
  /** By agent, the verdicts where every one of them has room. */
  readonly verdicts: readonly Verdict[];
  /** Those that do not run there, in the order in which the scheduler tries them. */
  readonly arriving: readonly PlannedAgent[];
  /** By resource of the demand, what those that run request. */
  readonly kept: Float64Array;
}

/** What agents are placed on: the nodes by class, with what runs there. */
export class PlacementGround {
  readonly nodes: readonly Node[];
  /** By node. */
  readonly classes: readonly NodeClass[];
  readonly load: RunningLoad;
  readonly demand: Demand;
  private readonly crews = new Map<number, Crew>();
  private readonly kinds = pairing();
  private readonly rosters: Roster[] = [];

  constructor(
    readonly inventory: NodeInventory,
    readonly agents: readonly PlannedAgent[],
    readonly objects: ClusterObjects,
    readonly version: KubernetesVersion,
  ) {
    this.nodes = inventory._contents.nodes;
    this.demand = new Demand(agents);
    this.classes = classifyNodes(this.nodes, agents);
    this.load = new RunningLoad(inventory, agents, this.demand, (i) => this.crewOf(i), objects, version);
  }

  /** The agents that are wanted on a node. */
  crewOf(i: number): Crew {
    const nodeClass = this.classes[i];
    let crew = this.crews.get(nodeClass.identity);
    if (!crew) {
      crew = new Crew(this.agents, this.demand, nodeClass, this.version, this.objects.namespaces);
      this.crews.set(nodeClass.identity, crew);
    }
    return crew;
  }

  /** A number that nodes share on which the same agents are wanted, and their pods run. */
  kindOf(i: number): number {
    return this.kinds(this.classes[i].identity, this.load.keptSet(i));
  }

  /** Who is there and who comes to a node; the same for nodes of a kind. */
  rosterOf(i: number): Roster {
    return (this.rosters[this.kindOf(i)] ??= this.rosterWith(this.crewOf(i), this.load.keptOn(i)));
  }

  private rosterWith(crew: Crew, kept: KeptPods): Roster {
    return {
      verdicts: crew.allVerdicts(kept),
      arriving: crew.queue.filter((agent) => !kept.has(agent)),
      kept: this.demand.sum(crew.members.filter((agent) => kept.has(agent))),
    };
  }
}
