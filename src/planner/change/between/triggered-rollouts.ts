import { TriggeredRollout } from './change-document';
import { immutableChanges } from './immutable-fields';
import { AgentPair } from './plan-pair';
import { InputError } from '../../../kubernetes/manifest/fault';
import { Manifest } from '../../../kubernetes/manifest/manifest';
import { PlannedPlacement } from '../../placement/planned-placement';
import { rolloutBlockers } from '../../rollout/blockers/all-blockers';
import { planRolloutsBetween } from '../../rollout/plan-rollout';
import { PlannedRollout } from '../../rollout/planned-rollout';
import { templateDigest } from '../../rollout/template-digest';

/** Whether the API server stores another pod template for the agent, so that the controller replaces its pods. */
export function templateChanges({ before, after }: AgentPair): boolean {
  return before !== undefined && after !== undefined && digest(before) !== digest(after);
}

function digest({ daemonSet }: NonNullable<AgentPair['after']>): string {
  const { spec } = daemonSet.manifest.object as { spec?: { template?: unknown } };
  return templateDigest(spec?.template);
}

/**
 * The rollouts of the agents whose template changes, in their order, on the nodes of the second plan: each by itself, the
 * other agents as they are in the first plan. One that the API server refuses rolls nothing out.
 */
export function triggeredRollouts(
  before: PlannedPlacement,
  after: PlannedPlacement,
  agents: readonly AgentPair[],
): TriggeredRollout[] {
  const to = agents
    .filter((pair) => templateChanges(pair) && immutableChanges(pair).length === 0)
    .map((pair) => pair.after!.daemonSet.manifest);
  // One that cannot be read does not keep the others from being told.
  return rollouts(before, after, to) ?? to.flatMap((manifest) => rollouts(before, after, [manifest]) ?? []);
}

/** The rollouts; undefined when one of the manifests says what the API server refuses, which is a finding of its plan. */
function rollouts(
  before: PlannedPlacement,
  after: PlannedPlacement,
  to: readonly Manifest[],
): TriggeredRollout[] | undefined {
  try {
    return planRolloutsBetween(before, after, to).map(({ _rollout }) => inShort(_rollout));
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

/** The rollout without the names of the nodes of each wave. */
function inShort(rollout: PlannedRollout): TriggeredRollout {
  const { change, rules, completes, simulation, worstCase, seconds } = rollout;
  return {
    daemonSet: change.key,
    strategy: rules.strategy,
    completes,
    replaced: simulation.log.nodesOf('Replace') + simulation.log.nodesOf('Surge'),
    peakUnavailable: worstCase.peakUnavailable,
    peakSurge: worstCase.peakSurge,
    seconds,
    blockers: rolloutBlockers(rollout),
  };
}
