import { clusterOutcomes } from './cluster-outcomes';
import { ClusterOutcome, ClusterPlan } from './fleet-document';
import { PlanFinding } from '../placement/placement-document';
import { PlacementPlan } from '../placement/placement-plan';
import { RequirementResult } from '../placement/requirement';

/** A cluster with all that is told of it, and nothing that grows with its nodes: it travels between threads. */
export interface ClusterSummary extends ClusterPlan {
  readonly outcomes: readonly ClusterOutcome[];
  /** All that is found in it. */
  readonly findings: readonly PlanFinding[];
}

/** What the plan of a cluster comes to; whether that fails is for others to say. */
export function summarizeCluster(
  name: string,
  plan: PlacementPlan,
  requirements: readonly RequirementResult[],
): Omit<ClusterSummary, 'status' | 'why'> {
  const { nodes, daemonSets, findings } = plan.toJson();
  return {
    name,
    nodes,
    daemonSets: daemonSets.map((agent) => ({
      namespace: agent.namespace,
      name: agent.name,
      desired: agent.desired,
      scheduled: agent.scheduled,
      pending: agent.pending,
      refused: agent.refused,
      excluded: agent.excluded,
    })),
    requirements: requirements.map(({ agent, requirement, lines }) => ({
      daemonSet: agent,
      nodes: requirement.text,
      lines,
    })),
    outcomes: clusterOutcomes(name, plan),
    findings,
  };
}

/** A cluster of which there is no plan. */
export function unreadableCluster(name: string, why: readonly string[]): ClusterSummary {
  return { name, status: 'unreadable', why, daemonSets: [], requirements: [], outcomes: [], findings: [] };
}
