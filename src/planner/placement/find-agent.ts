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
  const key = findAgentKey(
    name,
    plan.agents.map((agent) => agent.key),
  );
  return plan.agents.find((agent) => agent.key === key)!;
}

/**
 * The one of the keys, each `namespace/name`, that a `name` or `namespace/name` means.
 *
 * @throws UnknownNameError when there is none, with the nearest name, or when the name alone fits several.
 */
export function findAgentKey(name: string, keys: readonly string[]): string {
  const found = keys.filter((key) => key === name || nameIn(key) === name);
  if (found.length === 1) {
    return found[0];
  }
  if (found.length > 1) {
    throw new UnknownNameError(`"${name}" is ambiguous: there are ${found.join(' and ')}`);
  }
  throw notInPlan(
    'DaemonSet',
    name,
    keys.flatMap((key) => [nameIn(key), key]),
  );
}

function nameIn(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/**
 * The index of a node of a plan.
 *
 * @throws UnknownNameError when there is none, with the nearest name.
 */
export function findNode(plan: PlannedPlacement, name: string): number {
  const i = plan.inventoryNodes.findIndex((node) => node.name === name);
  if (i < 0) {
    throw notInPlan(
      'node',
      name,
      plan.inventoryNodes.map((node) => node.name),
    );
  }
  return i;
}

/** An error for a name that a plan does not have, with the nearest one that it has. */
export function notInPlan(what: string, name: string, names: readonly string[]): Error {
  const meant = nearestWord(name, names);
  return new UnknownNameError(`the plan has no ${what} "${name}"${meant ? `: did you mean ${meant}?` : ''}`);
}
