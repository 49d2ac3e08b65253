import { BootstrapPlan } from '../planner/bootstrap/bootstrap-plan';
import { PlacementChange } from '../planner/change/between/placement-change';
import { PlacementEvents } from '../planner/change/events/placement-events';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { RolloutPlan } from '../planner/rollout/rollout-plan';

/** What matchers are about, with what makes one. */
const MADE_BY = new Map<Function, string>([
  [PlacementPlan, 'PlacementPlanner.plan(inventory, chart)'],
  [RolloutPlan, 'RolloutPlanner.plan(inventory, from, to)'],
  [BootstrapPlan, 'BootstrapPlanner.plan(inventory, chart)'],
  [PlacementChange, 'PlacementChange.between(before, after)'],
  [PlacementEvents, 'plan.after([…])'],
]);

/**
 * What a matcher received, checked: a test may pass anything to `expect`.
 *
 * @throws Error that says what the matcher takes, and what makes one.
 */
export function received<T>(matcher: string, value: unknown, ...types: (Function & { prototype: T })[]): T {
  if (types.some((type) => value instanceof type)) {
    return value as T;
  }
  const makers = types.map((type) => MADE_BY.get(type)).join(' or ');
  const names = types.map(({ name }) => `a ${name}`).join(' or ');
  throw new Error(`${matcher} takes ${names}, which ${makers} makes; it received ${described(value)}`);
}

function described(value: unknown): string {
  if (value instanceof Promise) {
    return 'a Promise: await it first';
  }
  if (Array.isArray(value)) {
    return 'an Array: give one plan at a time';
  }
  if (typeof value !== 'object' || value === null) {
    return value === undefined || value === null ? `${value}` : `a ${typeof value}`;
  }
  const { name } = value.constructor ?? { name: 'Object' };
  if ('node' in value) {
    return `${article(name)}: plan it first`;
  }
  const isDocument = name === 'Object' && 'kind' in value && typeof value.kind === 'string';
  return isDocument ? `an object of kind ${value.kind}: give the plan itself, not its toJson()` : article(name);
}

function article(name: string): string {
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}
