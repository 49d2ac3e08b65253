import { PlannedAgent } from './planned-agent';
import { PlannedPlacement } from './planned-placement';
import { nearestWord } from '../../kubernetes/manifest/nearest-word';

/** A name that a caller asks for and the plan does not have. */
export class UnknownNameError extends Error {}

/**
 * The agent of a plan by `name` or `namespace/name`.
 *
 * @throws UnknownNameError when there is none, with the nearest name, or when the name alone fits several.
 */
export function findAgent(plan: PlannedPlacement, name: string): PlannedAgent {
  const found = plan.agents.filter(({ key, daemonSet }) => key === name || daemonSet.name === name);
  if (found.length === 1) {
    return found[0];
  }
  if (found.length > 1) {
    throw new UnknownNameError(`"${name}" is ambiguous: there are ${found.map(({ key }) => key).join(' and ')}`);
  }
  throw notInPlan(
    'DaemonSet',
    name,
    plan.agents.flatMap(({ key, daemonSet }) => [daemonSet.name, key]),
  );
}

/**
 * The index of a node of a plan.
 *
 * @throws UnknownNameError when there is none, with the nearest name.
 */
export function findNode(plan: PlannedPlacement, name: string): number {
  const i = plan.nodes.findIndex(({ node }) => node.name === name);
  if (i < 0) {
    throw notInPlan(
      'node',
      name,
      plan.nodes.map(({ node }) => node.name),
    );
  }
  return i;
}

function notInPlan(what: string, name: string, names: readonly string[]): Error {
  const meant = nearestWord(name, names);
  return new UnknownNameError(`the plan has no ${what} "${name}"${meant ? `: did you mean ${meant}?` : ''}`);
}
