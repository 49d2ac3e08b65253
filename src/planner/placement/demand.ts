import { amountOf, countedResources } from './filters/node-resources-fit';
import { pairing } from './pairing';
import { PlannedAgent } from './planned-agent';
import { PODS } from '../../kubernetes/resource-name';

/** What agents request of the resources that the scheduler counts, in columns of one order. */
export class Demand {
  /** All that any of them requests, and pods. */
  readonly resources: readonly string[];
  /** Agent by agent, what it requests of each resource. */
  private readonly amounts: Float64Array;
  /** Lists of resources, each kept once: on many nodes the same ones are short. */
  private readonly lists: (readonly string[])[] = [[]];
  private readonly extended = pairing();

  constructor(agents: readonly PlannedAgent[]) {
    const named = agents.flatMap(({ footprint }) => countedResources(footprint.requests));
    this.resources = [...new Set([PODS, ...named])];
    this.amounts = new Float64Array(
      agents.flatMap(({ footprint }) => this.resources.map((resource) => amountOf(footprint, resource))),
    );
  }

  /** By resource, what agents request together. */
  sum(agents: readonly PlannedAgent[]): Float64Array {
    const sum = new Float64Array(this.resources.length);
    agents.forEach((agent) => this.add(agent, 1, sum));
    return sum;
  }

  /** Adds what an agent requests to amounts of the resources so many times. */
  add({ index }: PlannedAgent, times: number, to: Float64Array): void {
    const { amounts } = this;
    for (let resource = 0, at = index * to.length; resource < to.length; resource++, at++) {
      to[resource] += times * amounts[at];
    }
  }

  /**
   * Whether there is enough of every resource for an agent. What is not requested is never short.
   *
   * @param more what there is besides, by resource
   */
  fits({ index }: PlannedAgent, left: Float64Array, more?: Float64Array): boolean {
    const { amounts } = this;
    for (let resource = 0, at = index * left.length; resource < left.length; resource++, at++) {
      if (amounts[at] > left[resource] + (more ? more[resource] : 0) && amounts[at] > 0) {
        return false;
      }
    }
    return true;
  }

  /** The resources of which there is too little for an agent: the same list for the same ones. */
  shortFor({ index }: PlannedAgent, left: Float64Array): readonly string[] {
    const { amounts, lists, resources } = this;
    let list = 0;
    for (let resource = 0, at = index * left.length; resource < left.length; resource++, at++) {
      if (amounts[at] > left[resource] && amounts[at] > 0) {
        const longer = 1 + this.extended(list, resource);
        lists[longer] ??= [...lists[list], resources[resource]];
        list = longer;
      }
    }
    return lists[list];
  }
}
