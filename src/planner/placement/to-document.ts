import { planAssumptions } from './assumptions';
import { planFindings } from './findings';
import { DaemonSetPlacement, EvictedPod, Placement, PlacementPlanDocument } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { VerdictGroup, verdictGroups } from './verdict-groups';
import { quantityToString } from '../../kubernetes/quantity';

/** The version of every document this library writes. */
export const DOCUMENT_API_VERSION = 'cdk8s-node-agents/v1alpha1';

/** The plan as its JSON document. */
export function placementDocument(plan: PlannedPlacement): PlacementPlanDocument {
  return {
    apiVersion: DOCUMENT_API_VERSION,
    kind: 'PlacementPlan',
    kubernetesVersion: plan.version.name,
    nodes: { total: plan.nodes.length, classes: plan.classCount },
    daemonSets: plan.agents.map((agent) => daemonSetPlacement(plan, agent)),
    evicted: plan.agents.flatMap((agent) => evictedPods(plan, agent)),
    assumptions: planAssumptions(plan),
    findings: planFindings(plan),
  };
}

function daemonSetPlacement(plan: PlannedPlacement, agent: PlannedAgent): DaemonSetPlacement {
  const groups = verdictGroups(plan, agent);
  const count = (holds: (verdict: Verdict) => boolean) =>
    groups.reduce((sum, { verdict, nodes }) => sum + (holds(verdict) ? nodes.length : 0), 0);
  return {
    namespace: agent.daemonSet.namespace,
    name: agent.daemonSet.name,
    priority: agent.priority,
    desired: count(({ decision }) => decision.shouldRun),
    scheduled: count(({ state }) => state === 'Scheduled'),
    pending: count(({ state }) => state === 'Pending'),
    refused: count(({ state }) => state === 'Refused'),
    excluded: count(({ state }) => state === 'Excluded'),
    misscheduled: count(({ state, running }) => state === 'Excluded' && running),
    removed: [...(plan.removed.get(agent) ?? [])].sort(),
    requests: Object.fromEntries([...agent.requests].map(([name, amount]) => [name, quantityToString(amount, name)])),
    tolerations: [...agent.pod.tolerations],
    placements: placements(plan, groups),
  };
}

/** Nodes with the same state and reasons are one entry; nodes are in order of name, entries of their first node. */
function placements(plan: PlannedPlacement, groups: readonly VerdictGroup[]): Placement[] {
  const entries = new Map<string, { readonly verdict: Verdict; readonly nodes: number[]; readonly evicts: string[] }>();
  for (const { verdict, nodes } of groups) {
    const key = JSON.stringify([verdict.state, verdict.decision.shouldContinueRunning, verdict.reasons]);
    const entry = entries.get(key) ?? { verdict, nodes: [], evicts: [] };
    nodes.forEach((i) => entry.nodes.push(i));
    entry.evicts.push(...verdict.evicts.map(({ namespace, name }) => `${namespace}/${name}`));
    entries.set(key, entry);
  }
  return [...entries.values()].map(({ verdict: { state, reasons, decision }, nodes, evicts }) => ({
    state,
    nodes: nodes.sort((a, b) => a - b).map((i) => plan.nodes[i].node.name),
    ...(state === 'Scheduled' || evicts.length > 0 ? { evicts } : {}),
    ...(state === 'Excluded' ? { continues: decision.shouldContinueRunning } : {}),
    ...(state === 'Scheduled' ? {} : { reasons: [...reasons] }),
  }));
}

function evictedPods(plan: PlannedPlacement, agent: PlannedAgent): EvictedPod[] {
  return verdictGroups(plan, agent).flatMap(({ verdict, nodes }) =>
    verdict.evicts.map(({ namespace, name }) => ({
      namespace,
      name,
      node: plan.nodes[nodes[0]].node.name,
      by: agent.key,
    })),
  );
}
