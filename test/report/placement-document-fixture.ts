import {
  DaemonSetPlacement,
  NodeOverhead,
  Placement,
  PlacementPlanDocument,
  PlacementReason,
} from '../../src/planner/placement/placement-document';

/** A plan document of these DaemonSets; everything else is empty. */
export function plan(
  daemonSets: DaemonSetPlacement[],
  more: Partial<PlacementPlanDocument> = {},
): PlacementPlanDocument {
  const names = new Set(daemonSets.flatMap(({ placements }) => placements.flatMap(({ nodes }) => nodes)));
  return {
    apiVersion: 'cdk8s-node-agents/v1alpha1',
    kind: 'PlacementPlan',
    kubernetesVersion: '1.36',
    nodes: { total: names.size, classes: 3 },
    daemonSets,
    evicted: [],
    assumptions: [],
    findings: [],
    ...more,
  };
}

/** A DaemonSet of the namespace `agents` with these placements, counted. */
export function agent(
  name: string,
  placements: Placement[],
  more: Partial<DaemonSetPlacement> = {},
): DaemonSetPlacement {
  const count = (state: string) =>
    placements.filter((each) => each.state === state).reduce((sum, { nodes }) => sum + nodes.length, 0);
  return {
    namespace: 'agents',
    name,
    priority: 0,
    desired: count('Scheduled') + count('Pending') + count('Refused'),
    scheduled: count('Scheduled'),
    pending: count('Pending'),
    refused: count('Refused'),
    excluded: count('Excluded'),
    misscheduled: 0,
    removed: [],
    requests: { cpu: '100m', memory: '128Mi' },
    tolerations: [],
    placements,
    ...more,
  };
}

export function scheduled(...nodes: string[]): Placement {
  return { state: 'Scheduled', nodes, evicts: [] };
}

export function pending(nodes: string[], ...reasons: PlacementReason[]): Placement {
  return { state: 'Pending', nodes, reasons };
}

export function refused(nodes: string[], message: string): Placement {
  return { state: 'Refused', nodes, reasons: [{ decider: 'admission', plugin: 'Priority', message }] };
}

export function excluded(nodes: string[], ...reasons: PlacementReason[]): Placement {
  return { state: 'Excluded', nodes, continues: false, reasons };
}

/** A resource that is short: cpu in millicores, memory in bytes. */
export function insufficient(resource: string, requested: number, used: number, capacity: number): PlacementReason {
  const message = resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`;
  const amounts = { resource, requested, used, capacity };
  return { decider: 'scheduler', plugin: 'NodeResourcesFit', message, ...amounts, reported: true };
}

export function untolerated(key: string, value: string): PlacementReason {
  const message = `untolerated taint ${key}=${value}:NoSchedule`;
  return { decider: 'controller', plugin: 'TaintToleration', message, taint: { key, value, effect: 'NoSchedule' } };
}

/** A node selector that a node does not match. */
export function unselected(selector: string, instead: string): PlacementReason {
  const message = `node selector ${selector} does not match: ${instead}`;
  return { decider: 'controller', plugin: 'NodeAffinity', message };
}

/** A kind of node with its number of nodes. */
export function overhead(kind: string, count: number, more: Partial<NodeOverhead> = {}): NodeOverhead {
  return {
    kind,
    nodes: Array.from({ length: count }, (_, i) => `${kind}-${i}`),
    agents: ['agents/logs'],
    requests: { cpu: 100, memory: 128 * 1024 ** 2, pods: 1 },
    allocatable: { cpu: 3920, memory: 14 * 1024 ** 3, pods: 58 },
    ...more,
  };
}
