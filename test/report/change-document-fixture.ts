import {
  DaemonSetChange,
  NodesChange,
  PlacementChangeDocument,
  TriggeredRollout,
} from '../../src/planner/change/between/change-document';

export function change(
  daemonSets: DaemonSetChange[],
  more: Partial<PlacementChangeDocument> = {},
): PlacementChangeDocument {
  return {
    apiVersion: 'cdk8s-node-agents/v1alpha1',
    kind: 'PlacementChange',
    kubernetesVersion: '1.36',
    nodes: { added: [], removed: [] },
    daemonSets,
    rollouts: [],
    evicted: [],
    spared: [],
    requests: { perNode: [], perPool: [], total: {} },
    headroom: [],
    findings: { appeared: [], gone: [] },
    ...more,
  };
}

export function changedAgent(name: string, more: Partial<DaemonSetChange> = {}): DaemonSetChange {
  return {
    namespace: 'agents',
    name,
    change: 'changed',
    scheduled: { before: 3, after: 3 },
    pending: { before: 0, after: 0 },
    gained: [],
    lost: [],
    stuck: [],
    templateChanges: false,
    requestsAdded: {},
    immutable: [],
    ...more,
  };
}

export function nodesChange(
  kind: string,
  nodes: string[],
  reason: string,
  states: Partial<NodesChange> = {},
): NodesChange {
  return { kind, nodes, reason, ...states };
}

export const LOST = { before: 'Scheduled', after: 'Excluded' } as const;
export const STUCK = { before: 'Excluded', after: 'Pending' } as const;

/** A rollout that a change triggers, which ends. */
export function triggeredRollout(name: string, more: Partial<TriggeredRollout> = {}): TriggeredRollout {
  return {
    daemonSet: `agents/${name}`,
    strategy: { type: 'RollingUpdate', maxUnavailable: 1, maxSurge: 0 },
    completes: true,
    replaced: 3,
    peakUnavailable: 1,
    peakSurge: 0,
    seconds: { min: 30, max: 60 },
    blockers: [],
    ...more,
  };
}
