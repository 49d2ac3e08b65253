import { VerdictGroup } from './outcomes';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement } from './planned-placement';

/** The nodes by index, those together on which every agent fares alike; in order of the first of each. */
export function alikeNodes({ outcomes }: PlannedPlacement): readonly (readonly number[])[] {
  return outcomes.alikeNodes;
}

/** The verdicts on an agent, each with its nodes, in order of their first node. */
export function verdictGroups({ outcomes }: PlannedPlacement, agent: PlannedAgent): readonly VerdictGroup[] {
  return outcomes.groups(agent.index);
}
