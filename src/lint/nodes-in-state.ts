import { PlacementState } from '../planner/placement/placement-document';
import { PlannedAgent } from '../planner/placement/planned-agent';
import { PlannedPlacement } from '../planner/placement/planned-placement';
import { verdictGroups } from '../planner/placement/verdict-groups';

/** The places in the plan of the nodes on which an agent is in a state, ascending. */
export function nodesInState(placement: PlannedPlacement, agent: PlannedAgent, state: PlacementState): number[] {
  return verdictGroups(placement, agent)
    .filter(({ verdict }) => verdict.state === state)
    .flatMap(({ nodes }) => nodes)
    .sort((a, b) => a - b);
}
