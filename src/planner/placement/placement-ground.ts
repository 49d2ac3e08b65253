import { Crew } from './crew';
import { NodeClass, classifyNodes } from './node-class';
import { PlannedAgent } from './planned-agent';
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
  private readonly crews = new Map<number, Crew>();

  constructor(
    readonly inventory: NodeInventory,
    readonly agents: readonly PlannedAgent[],
    readonly objects: ClusterObjects,
    readonly version: KubernetesVersion,
  ) {
    this.nodes = inventory._contents.nodes;
    this.classes = classifyNodes(this.nodes, agents);
    this.load = new RunningLoad(inventory, agents, (i) => this.crewOf(i), objects, version);
  }

  /** The agents that are wanted on a node. */
  crewOf(i: number): Crew {
    const nodeClass = this.classes[i];
    let crew = this.crews.get(nodeClass.identity);
    if (!crew) {
      crew = new Crew(this.agents, nodeClass, this.version, this.objects.namespaces);
      this.crews.set(nodeClass.identity, crew);
    }
    return crew;
  }
}
