import { CLUSTER_RESOURCES, groupOf } from './cluster-resource';

/** What a snapshot asks of the API server: to list some kinds, and nothing else. */
export function snapshotClusterRole(): object {
  const groups = [...new Set(CLUSTER_RESOURCES.map(groupOf))];
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'node-agents-snapshot' },
    rules: groups.map((group) => ({
      apiGroups: [group],
      resources: CLUSTER_RESOURCES.filter((each) => groupOf(each) === group).map(({ resource }) => resource),
      verbs: ['list'],
    })),
  };
}
