import { ClusterSummary } from './cluster-summary';
import { ClusterPlan, ClusterStatus, FleetPlanDocument, Shard } from './fleet-document';
import { findingKey, findingsInOrder, groupClusters } from './group-clusters';
import { DOCUMENT_API_VERSION } from '../placement/to-document';

/** What a document says beside its clusters. */
export interface FleetPlanFacts {
  readonly kubernetesVersion: string;
  readonly shard?: Shard;
}

/** The plans of clusters as one document; the same bytes in whatever order the clusters come. */
export function fleetPlan(clusters: readonly ClusterSummary[], facts: FleetPlanFacts): FleetPlanDocument {
  const sorted = [...clusters].sort((a, b) => (a.name < b.name ? -1 : 1));
  const groups = groupClusters(sorted);
  const shared = new Map(
    groups.flatMap((group) => {
      const keys = new Set(group.findings.map(findingKey));
      return group.clusters.map((name) => [name, keys] as const);
    }),
  );
  const count = (wanted: ClusterStatus) => sorted.filter(({ status }) => status === wanted).length;
  return {
    apiVersion: DOCUMENT_API_VERSION,
    kind: 'FleetPlan',
    kubernetesVersion: facts.kubernetesVersion,
    ...(facts.shard && { shard: facts.shard }),
    totals: {
      clusters: sorted.length,
      nodes: sorted.reduce((sum, { nodes }) => sum + (nodes?.total ?? 0), 0),
      ok: count('ok'),
      failed: count('failed'),
      unreadable: count('unreadable'),
    },
    groups,
    clusters: sorted.map((cluster) => asPlan(cluster, shared.get(cluster.name))),
  };
}

/** A cluster without what its group tells. */
function asPlan(cluster: ClusterSummary, shared?: ReadonlySet<string>): ClusterPlan {
  const { name, status, why, nodes, daemonSets, requirements, findings } = cluster;
  const own = findingsInOrder(findings.filter((finding) => !shared?.has(findingKey(finding))));
  return { name, status, why, ...(nodes && { nodes }), daemonSets, requirements, findings: own };
}

/** The clusters of a document, each with what its group tells. */
export function clustersOf({ clusters, groups }: Pick<FleetPlanDocument, 'clusters' | 'groups'>): ClusterSummary[] {
  const groupOf = new Map(groups.flatMap((group) => group.clusters.map((name) => [name, group] as const)));
  return clusters.map((cluster) => {
    const { outcomes = [], findings = [] } = groupOf.get(cluster.name) ?? {};
    return { ...cluster, outcomes, findings: [...findings, ...cluster.findings] };
  });
}
