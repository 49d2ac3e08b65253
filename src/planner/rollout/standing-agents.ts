import { KindOutlook, kindOutlook, likeness } from './kind-outlook';
import { reachable } from './lost-node';
import { NodeLoads } from './node-loads';
import { ObservedPods } from './observed-pods';
import { NodeCell, RolloutNodes } from './rollout-nodes';
import { RolloutPlanOptions } from './rollout-plan-options';
import { ClusterObjects } from '../../inventory/cluster-objects';
import { Node } from '../../inventory/node';
import { NodeInventory } from '../../inventory/node-inventory';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { NodeClass, classifyNodes } from '../placement/node-class';
import { planPlacement } from '../placement/plan-placement';
import { PlannedAgent } from '../placement/planned-agent';
import { PlannedPlacement } from '../placement/planned-placement';
import { reachesBeyondNodes } from '../placement/reaches-beyond-nodes';

/** What rollouts are planned against. */
export interface RolloutSetting {
  readonly inventory: NodeInventory;
  /** The manifests before the change: every agent in them stands where it is placed. */
  readonly manifests: readonly Manifest[];
  readonly earlierAgents: readonly PlannedAgent[];
  /** The objects beside the agents, with those that come with the change. */
  readonly objects: ClusterObjects;
  readonly version: KubernetesVersion;
  readonly options: RolloutPlanOptions;
}

/** How an agent fares on the nodes of each class, and on those that are a kind of their own. */
export interface AgentOutlooks {
  readonly ofClass: ReadonlyMap<NodeClass, KindOutlook>;
  /** By place in order of name. */
  readonly ofNode: ReadonlyMap<number, KindOutlook>;
}

/** The ground that changes are rolled out on: what is the same for every agent that changes is worked out once. */
export class RolloutGround {
  private readonly nodes: RolloutNodes;
  private readonly observed: ObservedPods;
  private readonly standing = new Map<readonly NodeClass[], StandingAgents>();

  /** @throws Error when the options name a node or a pool that there is not. */
  constructor(private readonly setting: RolloutSetting) {
    const { inventory, options } = setting;
    this.nodes = new RolloutNodes(inventory, options);
    this.observed = new ObservedPods(inventory._contents.pods);
  }

  /** The agents before a change, by the classes of nodes that they and a changed one tell apart. */
  standingFor(later: PlannedAgent): StandingAgents {
    const classes = classifyNodes(this.nodes.nodes, [later, ...this.setting.earlierAgents]);
    const standing = this.standing.get(classes) ?? new StandingAgents(this.setting, this.nodes, this.observed, classes);
    this.standing.set(classes, standing);
    return standing;
  }
}

/** The agents as they stand before a change, on nodes of these classes. */
export class StandingAgents {
  readonly cells: readonly NodeCell[];

  private readonly membersOf = new Map<NodeClass, number[]>();
  private readonly loads?: NodeLoads;
  private placed?: { readonly samples: string; readonly placement: PlannedPlacement };

  constructor(
    private readonly setting: RolloutSetting,
    readonly nodes: RolloutNodes,
    readonly observed: ObservedPods,
    classes: readonly NodeClass[],
  ) {
    const { inventory, earlierAgents, objects, version } = setting;
    classes.forEach((nodeClass, i) => {
      const members = this.membersOf.get(nodeClass);
      if (members) {
        members.push(i);
      } else {
        this.membersOf.set(nodeClass, [i]);
      }
    });
    this.cells = nodes.cells(classes);
    if (!this.isFarSighted(earlierAgents)) {
      this.loads = new NodeLoads(inventory, nodes.nodes, classes, earlierAgents, objects, version);
    }
  }

  /**
   * How an agent that changes fares, the same object where it is the same. The scheduler is asked once for all nodes of a
   * class that have no pods, or room beside them for all that the agents do, as long as none looks beyond its own node.
   */
  outlooks(later: PlannedAgent): AgentOutlooks {
    const { nodes } = this.nodes;
    const apart = this.isFarSighted([later]) ? undefined : this.loads?.crampedFor(later);
    const ofClass = new Map<NodeClass, KindOutlook>();
    const ofNode = new Map<number, KindOutlook>();
    const samples: { readonly i: number; readonly nodeClass?: NodeClass }[] = [];
    for (const [nodeClass, members] of this.membersOf) {
      const first = apart && members.find((i) => !apart.has(i));
      if (first !== undefined) {
        samples.push({ i: first, nodeClass });
      }
    }
    [...(apart ?? nodes.keys())].forEach((i) => samples.push({ i }));
    samples.sort((a, b) => a.i - b.i);
    const placement = this.placementOn(samples.map(({ i }) => i));
    const former = placement.agents.find(({ key }) => key === later.key);
    const planned = { ...placement, objects: this.setting.objects };
    const alike = new Map<unknown, KindOutlook>();
    samples.forEach(({ i, nodeClass }, place) => {
      const outlook = kindOutlook(nodes[i], placement.nodes[place], { former, later }, planned, place);
      const key = likeness(outlook);
      const like = alike.get(key) ?? outlook;
      alike.set(key, like);
      if (nodeClass) {
        ofClass.set(nodeClass, like);
      } else {
        ofNode.set(i, like);
      }
    });
    return { ofClass, ofNode };
  }

  /** Whether more counts for the agents than what stands on the one node. */
  private isFarSighted(agents: readonly PlannedAgent[]): boolean {
    const { inventory, objects, version } = this.setting;
    return (
      agents.some(({ pod }) => pod.topologySpread.length > 0) || reachesBeyondNodes(inventory, agents, objects, version)
    );
  }

  /** The placement before the change on some of the nodes; agents often ask for the same. */
  private placementOn(samples: readonly number[]): PlannedPlacement {
    const { inventory, manifests, version } = this.setting;
    const asked = samples.join();
    if (this.placed?.samples !== asked) {
      const nodes = samples.map((i) => reachable(this.nodes.nodes[i]));
      const { _placement: placement } = planPlacement(sampleInventory(inventory, nodes), manifests, {
        kubernetesVersion: version.name,
      });
      this.placed = { samples: asked, placement };
    }
    return this.placed.placement;
  }
}

/** The inventory with some of its nodes only. */
function sampleInventory(inventory: NodeInventory, samples: readonly Node[]): NodeInventory {
  const names = new Set(samples.map(({ name }) => name));
  const { pods, objects } = inventory._contents;
  return NodeInventory._of({ nodes: samples, pods: pods.filter(({ nodeName }) => names.has(nodeName)), objects });
}
