import { amountOf, countedResources } from './filters/node-resources-fit';
import { PlannedAgent } from './planned-agent';
import { PODS } from '../../kubernetes/resource-name';

/** What agents request of the resources that the scheduler counts, in columns of one order. */
export class Demand {
  /** All that any of them requests, and pods. */
  readonly resources: readonly string[];
  /** Agent by agent, what it requests of each resource. */
  private readonly amounts: Float64Array;

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

  /** Whether there is enough of every resource for an agent. What is not requested is never short. */
  fits({ index }: PlannedAgent, left: Float64Array): boolean {
    const { amounts } = this;
    for (let resource = 0, at = index * left.length; resource < left.length; resource++, at++) {
      if (amounts[at] > left[resource] && amounts[at] > 0) {
        return false;
      }
    }
    return true;
  }

  /** The resources of which there is too little for an agent. */
  shortFor({ footprint }: PlannedAgent, left: Float64Array): string[] {
    return this.resources.filter((resource, place) => {
      const amount = amountOf(footprint, resource);
      return amount > left[place] && amount > 0;
    });
  }
}
