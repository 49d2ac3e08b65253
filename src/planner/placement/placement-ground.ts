import { Crew } from './crew';
import { Demand } from './demand';
import { NodeClass, classifyNodes } from './node-class';
import { pairing } from './pairing';
import { PlannedAgent } from './planned-agent';
import { Verdict } from './planned-placement';
import { RunningLoad } from './running-load';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** What agents are placed on: the nodes by class, with what runs there. */
export class PlacementGround {
  readonly nodes: readonly Node[];
  /** By node. */
  readonly classes: readonly NodeClass[];
  readonly load: RunningLoad;
  readonly demand: Demand;
  private readonly crews = new Map<number, Crew>();
  private readonly kinds = pairing();
  private readonly usual: Verdict[][] = [];

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

  /** By agent, the verdicts on a node where every agent that is wanted has room; the same list for nodes of a kind. */
  verdictsWithRoom(i: number): readonly Verdict[] {
    return (this.usual[this.kindOf(i)] ??= this.crewOf(i).allVerdicts(this.load.keptOn(i)));
  }
}
