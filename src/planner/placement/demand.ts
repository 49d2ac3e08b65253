import { amountOf, countedResources } from './filters/node-resources-fit';
import { PlannedAgent } from './planned-agent';
import { PODS } from '../../kubernetes/resource-name';

/** What agents request of the resources that the scheduler counts, in columns of one order. */
export class Demand {
  /** All that any of them requests, and pods. */
  readonly resources: readonly string[];
  private readonly ofAgent: readonly Float64Array[];

  constructor(agents: readonly PlannedAgent[]) {
    const named = agents.flatMap(({ footprint }) => countedResources(footprint.requests));
    this.resources = [...new Set([PODS, ...named])];
    this.ofAgent = agents.map(({ footprint }) =>
      Float64Array.from(this.resources, (resource) => amountOf(footprint, resource)),
    );
  }

  /** By resource, what an agent requests. */
  of({ index }: PlannedAgent): Float64Array {
    return this.ofAgent[index];
  }

  /** By resource, what agents request together. */
  sum(agents: readonly PlannedAgent[]): Float64Array {
    const sum = new Float64Array(this.resources.length);
    for (const agent of agents) {
      this.of(agent).forEach((amount, resource) => (sum[resource] += amount));
    }
    return sum;
  }
}
