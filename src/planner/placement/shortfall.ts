import { fewNames } from './few-names';
import { PlacementReason, PlacementState } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { NodeRequirements, nodeMatches } from '../../kubernetes/node-selector';

/** Nodes on which an agent does not run, for the same reasons. */
export interface Shortfall {
  readonly state: PlacementState;
  /** Every reason in one line. */
  readonly why: string;
  readonly nodes: readonly string[];
}

/** Where, among the nodes that meet the requirements, the agent does not run. */
export function coverageShortfall(plan: PlannedPlacement, agent: PlannedAgent, wanted: NodeRequirements): Shortfall[] {
  return shortfall(
    plan,
    agent,
    (verdict, i) => verdict.state !== 'Scheduled' && nodeMatches(wanted, plan.inventoryNodes[i]),
  );
}

/** Where the controller wants a pod of the agent and none runs. */
export function pendingShortfall(plan: PlannedPlacement, agent: PlannedAgent): Shortfall[] {
  return shortfall(plan, agent, ({ state }) => state === 'Pending' || state === 'Refused');
}

function shortfall(
  plan: PlannedPlacement,
  agent: PlannedAgent,
  counts: (verdict: Verdict, i: number) => boolean,
): Shortfall[] {
  const groups = new Map<string, { state: PlacementState; why: string; nodes: string[] }>();
  plan.inventoryNodes.forEach(({ name }, i) => {
    const verdict = plan.outcomes.at(agent.index, i);
    if (counts(verdict, i)) {
      const why = verdict.reasons.map(reasonInWords).join('; ');
      const key = `${verdict.state}: ${why}`;
      const group = groups.get(key) ?? { state: verdict.state, why, nodes: [] };
      group.nodes.push(name);
      groups.set(key, group);
    }
  });
  return [...groups.values()];
}

/** `Pending on a, b and 3 more: Insufficient cpu …`. */
export function shortfallToString({ state, why, nodes }: Shortfall): string {
  return `${state} on ${fewNames(nodes)}: ${why}`;
}

/** A reason with its figures: `Insufficient cpu (requests 100 millicores; 1925 of 1930 are in use)`. */
export function reasonInWords({ message, resource, requested, used, capacity }: PlacementReason): string {
  if (resource === undefined) {
    return message;
  }
  const unit = UNITS.get(resource) ?? '';
  return `${message} (requests ${requested}${unit}; ${used} of ${capacity} are in use)`;
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ['cpu', ' millicores'],
  ['memory', ' bytes'],
  ['ephemeral-storage', ' bytes'],
]);
