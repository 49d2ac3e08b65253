import { RolloutPlanDocument } from '../../src/planner/rollout/rollout-document';

/** A rollout of three nodes that ends; `more` is merged into it. */
export function rollout(name: string, more: Partial<RolloutPlanDocument> = {}): RolloutPlanDocument {
  return {
    apiVersion: 'cdk8s-node-agents/v1alpha1',
    kind: 'RolloutPlan',
    kubernetesVersion: '1.36',
    daemonSet: `agents/${name}`,
    strategy: { type: 'RollingUpdate', maxUnavailable: 1, maxSurge: 0 },
    completes: true,
    status: { desired: 3, updated: 3, available: 3, misscheduled: 0 },
    rolloutStatus: { done: true, message: `daemon set "${name}" successfully rolled out` },
    peakUnavailable: 1,
    peakSurge: 0,
    perZone: [],
    perPool: [],
    waves: [
      { at: 0, action: 'Replace', nodes: ['a-1'] },
      { at: 40, action: 'Replace', nodes: ['a-2'] },
      { at: 80, action: 'Replace', nodes: ['a-3'] },
    ],
    timeline: [],
    remaining: [],
    blockers: [],
    evicted: [],
    seconds: { min: 30, max: 120 },
    rollback: {
      possible: true,
      historyLimit: 10,
      replaced: 3,
      completes: true,
      seconds: { min: 30, max: 120 },
      notReverted: [],
    },
    assumptions: [],
    ...more,
  };
}

/** A rollout that stands still after its first node. */
export function stuckRollout(name: string): RolloutPlanDocument {
  return rollout(name, {
    completes: false,
    status: { desired: 3, updated: 1, available: 2, misscheduled: 0 },
    rolloutStatus: { done: false, message: 'Waiting for daemon set rollout to finish' },
    waves: [{ at: 0, action: 'Replace', nodes: ['a-1'] }],
    remaining: [{ nodes: ['a-2', 'a-3'], pods: [{ revision: 'old', scheduled: true, available: true }] }],
    blockers: [
      {
        id: 'new-unavailable',
        severity: 'error',
        nodes: ['a-1'],
        message: 'no new pod becomes available',
        fix: 'roll back',
      },
    ],
  });
}

/** A DaemonSet that does not change, with a pod that does not run today. */
export function unchangedRollout(name: string): RolloutPlanDocument {
  const noop = { id: 'template-noop', severity: 'info' as const, nodes: [], message: 'no change', fix: 'none' };
  return rollout(name, {
    completes: false,
    status: { desired: 3, updated: 3, available: 2, misscheduled: 0 },
    rolloutStatus: { done: false, message: 'Waiting: 2 of 3 updated pods are available...' },
    waves: [],
    remaining: [
      { nodes: ['a-1', 'a-2'], pods: [{ revision: 'new', scheduled: true, available: true }] },
      { nodes: ['a-3'], pods: [{ revision: 'new', scheduled: false, available: false }] },
    ],
    blockers: [...stuckRollout(name).blockers, noop],
  });
}
