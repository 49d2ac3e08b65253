import { rolloutBlockers } from './blockers/all-blockers';
import { NodePods } from './node-pods';
import { PlannedRollout } from './planned-rollout';
import { RemainingPod, RemainingPods, RolloutPlanDocument } from './rollout-document';
import { kubectlRolloutStatus } from './rollout-status';
import { EvictedPod } from '../placement/placement-document';
import { DOCUMENT_API_VERSION } from '../placement/to-document';

/** The rollout as its JSON document. */
export function rolloutDocument(rollout: PlannedRollout): RolloutPlanDocument {
  const { version, change, fleet, rules, lineUp, simulation, worstCase, status, completes, seconds, rollback } =
    rollout;
  const order = lineUp.order();
  const namesIn = ({ from, to }: { from: number; to: number }) =>
    Array.from(order.subarray(from, to), (place) => fleet.nodes.names[place]);
  return {
    apiVersion: DOCUMENT_API_VERSION,
    kind: 'RolloutPlan',
    kubernetesVersion: version.name,
    daemonSet: change.key,
    strategy: rules.strategy,
    completes,
    status,
    rolloutStatus: kubectlRolloutStatus(change.to.daemonSet.name, rules.strategy.type, status),
    peakUnavailable: worstCase.peakUnavailable,
    peakSurge: worstCase.peakSurge,
    perZone: worstCase.perZone,
    perPool: worstCase.perPool,
    waves: simulation.log.waves().map(({ at, action, ranges }) => ({ at, action, nodes: ranges.flatMap(namesIn) })),
    timeline: simulation.log.timeline(),
    remaining: remainingPods(rollout),
    blockers: rolloutBlockers(rollout),
    evicted: evictedPods(rollout),
    seconds,
    rollback,
    assumptions: [...rollout.assumptions],
  };
}

function evictedPods({ change, fleet, lineUp, simulation }: PlannedRollout): EvictedPod[] {
  const order = lineUp.order();
  return simulation.evicting.flatMap(({ from, to, when }) =>
    Array.from(order.subarray(from, to)).flatMap((place) =>
      fleet.prospectsOn(place)[when].evicts.map(({ namespace, name }) => ({
        namespace,
        name,
        node: fleet.nodes.names[place],
        by: change.key,
      })),
    ),
  );
}

/** Nodes with the same pods are one entry; nodes are in order of name, entries of their first node. */
function remainingPods({ fleet, lineUp, simulation }: PlannedRollout): RemainingPods[] {
  const order = lineUp.order();
  const entries = new Map<NodePods, Int32Array[]>();
  for (const { nodes, pods, from, to } of simulation.left) {
    if (nodes.concerned || pods.old !== 'absent' || pods.fresh !== 'absent') {
      const places = entries.get(pods) ?? [];
      places.push(order.subarray(from, to));
      entries.set(pods, places);
    }
  }
  return [...entries]
    .map(([pods, places]) => ({ nodes: fleet.nodes.sortedNames(places), pods: podsLeft(pods) }))
    .sort((a, b) => (a.nodes[0] < b.nodes[0] ? -1 : 1));
}

function podsLeft({ old, fresh }: NodePods): RemainingPod[] {
  const pods = [
    { revision: 'old', state: old },
    { revision: 'new', state: fresh },
  ] as const;
  return pods
    .filter(({ state }) => state !== 'absent')
    .map(({ revision, state }) => ({
      revision,
      scheduled: state !== 'pending',
      available: state === 'available',
      ...(state === 'terminating' ? { terminating: true } : {}),
    }));
}
