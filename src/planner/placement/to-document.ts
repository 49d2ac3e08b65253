import { planAssumptions } from './assumptions';
import { planFindings } from './findings';
import { DaemonSetPlacement, EvictedPod, Placement, PlacementPlanDocument } from './placement-document';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';
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
  const verdicts = plan.verdicts[agent.index];
  const count = (holds: (verdict: Verdict) => boolean) => verdicts.filter(holds).length;
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
    requests: Object.fromEntries([...agent.requests].map(([name, amount]) => [name, quantityToString(amount, name)])),
    tolerations: [...agent.pod.tolerations],
    placements: placements(plan, verdicts),
  };
}

/** Nodes with the same state and reasons are one entry; nodes are in order of name, entries of their first node. */
function placements(plan: PlannedPlacement, verdicts: readonly Verdict[]): Placement[] {
  const entries = new Map<string, Entry>();
  // Most nodes share their verdict with many others: each is turned into text once.
  const entryOf = new Map<Verdict, Entry>();
  verdicts.forEach((verdict, i) => {
    let entry = entryOf.get(verdict);
    if (!entry) {
      const key = JSON.stringify([verdict.state, verdict.decision.shouldContinueRunning, verdict.reasons]);
      entry = entries.get(key) ?? { verdict, nodes: [], evicts: [] };
      entries.set(key, entry);
      entryOf.set(verdict, entry);
    }
    entry.nodes.push(plan.nodes[i].node.name);
    verdict.evicts.forEach(({ namespace, name }) => entry.evicts.push(`${namespace}/${name}`));
  });
  return [...entries.values()].map(({ verdict: { state, reasons, decision }, nodes, evicts }) => ({
    state,
    nodes,
    ...(state === 'Scheduled' || evicts.length > 0 ? { evicts } : {}),
    ...(state === 'Excluded' ? { continues: decision.shouldContinueRunning } : {}),
    ...(state === 'Scheduled' ? {} : { reasons: [...reasons] }),
  }));
}

interface Entry {
  readonly verdict: Verdict;
  readonly nodes: string[];
  readonly evicts: string[];
}

function evictedPods(plan: PlannedPlacement, agent: PlannedAgent): EvictedPod[] {
  return plan.verdicts[agent.index].flatMap(({ evicts }, i) =>
    evicts.map(({ namespace, name }) => ({ namespace, name, node: plan.nodes[i].node.name, by: agent.key })),
  );
}
