import { planAssumptions } from './assumptions';
import { planFindings } from './findings';
import { VerdictGroup } from './outcomes';
import { DaemonSetPlacement, EvictedPod, Placement, PlacementPlanDocument } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
import { verdictGroups } from './verdict-groups';
import { quantityToString } from '../../kubernetes/quantity';

/** The version of every document this library writes. */
export const DOCUMENT_API_VERSION = 'cdk8s-node-agents/v1alpha1';

/** The plan as its JSON document. */
export function placementDocument(plan: PlannedPlacement): PlacementPlanDocument {
  const names = nameLists(plan);
  return {
    apiVersion: DOCUMENT_API_VERSION,
    kind: 'PlacementPlan',
    kubernetesVersion: plan.version.name,
    nodes: { total: plan.inventoryNodes.length, classes: plan.classCount },
    daemonSets: plan.agents.map((agent) => daemonSetPlacement(plan, agent, names)),
    evicted: plan.agents.flatMap((agent) => evictedPods(plan, agent)),
    assumptions: planAssumptions(plan),
    findings: planFindings(plan),
  };
}

function daemonSetPlacement(plan: PlannedPlacement, agent: PlannedAgent, names: NamesOf): DaemonSetPlacement {
  const groups = verdictGroups(plan, agent);
  const count = (holds: (verdict: Verdict) => boolean) =>
    groups.reduce((sum, group) => sum + (holds(group.verdict) ? group.count : 0), 0);
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
    placements: placements(groups, names),
  };
}

/** Nodes with the same state and reasons are one entry; nodes are in order of name, entries of their first node. */
function placements(groups: readonly VerdictGroup[], names: NamesOf): Placement[] {
  const entries = new Map<string, { readonly verdict: Verdict; outcomes: number[]; readonly evicts: string[] }>();
  for (const { verdict, outcomes } of groups) {
    const key = JSON.stringify([verdict.state, verdict.decision.shouldContinueRunning, verdict.reasons]);
    const entry = entries.get(key) ?? { verdict, outcomes: [], evicts: [] };
    outcomes.forEach((outcome) => entry.outcomes.push(outcome));
    entry.evicts.push(...verdict.evicts.map(({ namespace, name }) => `${namespace}/${name}`));
    entries.set(key, entry);
  }
  return [...entries.values()].map(({ verdict: { state, reasons, decision }, outcomes, evicts }) => ({
    state,
    nodes: names(outcomes),
    ...(state === 'Scheduled' || evicts.length > 0 ? { evicts } : {}),
    ...(state === 'Excluded' ? { continues: decision.shouldContinueRunning } : {}),
    ...(state === 'Scheduled' ? {} : { reasons: [...reasons] }),
  }));
}

type NamesOf = (outcomes: readonly number[]) => string[];

/** The names of the nodes of outcomes. Agents often stand on the same nodes: these are listed once. */
function nameLists({ inventoryNodes, outcomes: all }: PlannedPlacement): NamesOf {
  const lists = new Map<string, string[]>();
  return (outcomes) => {
    const key = [...outcomes].sort((a, b) => a - b).join();
    const names = lists.get(key) ?? all.nodesOf(outcomes).map((i) => inventoryNodes[i].name);
    lists.set(key, names);
    return names;
  };
}

function evictedPods(plan: PlannedPlacement, agent: PlannedAgent): EvictedPod[] {
  return verdictGroups(plan, agent).flatMap((group) =>
    group.verdict.evicts.map(({ namespace, name }) => ({
      namespace,
      name,
      node: plan.inventoryNodes[group.nodes[0]].name,
      by: agent.key,
    })),
  );
}
