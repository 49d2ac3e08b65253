import { BlockerRule } from './blocker';
import { deadNode, emptyBudget, newUnavailable } from './budget';
import { minReady, onDelete, templateNoop } from './notes';
import {
  surgeHostNetworkUndeclared,
  surgeHostPort,
  surgePressure,
  surgeResources,
  surgeSelfEviction,
  surgeSingleton,
  surgeUnwantedNodes,
} from './surge';
import { PlannedRollout } from '../planned-rollout';
import { RolloutBlocker } from '../rollout-document';

const RULES: readonly BlockerRule[] = [
  surgeHostPort,
  surgeResources,
  surgeSelfEviction,
  surgeHostNetworkUndeclared,
  surgePressure,
  surgeSingleton,
  surgeUnwantedNodes,
  deadNode,
  newUnavailable,
  emptyBudget,
  onDelete,
  templateNoop,
  minReady,
];

const SEVERITIES: readonly RolloutBlocker['severity'][] = ['error', 'warning', 'info'];

/** All that stops the rollout, or makes it other than it looks: the gravest first. */
export function rolloutBlockers(rollout: PlannedRollout): RolloutBlocker[] {
  const found = RULES.flatMap((rule) => rule(rollout));
  return SEVERITIES.flatMap((severity) => found.filter((each) => each.severity === severity));
}
