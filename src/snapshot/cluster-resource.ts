/** A kind of object that a snapshot reads, by its place in the API. */
export interface ClusterResource {
  readonly apiVersion: string;
  readonly kind: string;
  /** Name in paths and in RBAC rules. */
  readonly resource: string;
  /** What is left out by the API server itself. */
  readonly fieldSelector?: string;
}

/** What a snapshot reads. DaemonSets come whole, but for what the server adds: a rollout compares their templates. */
export const CLUSTER_RESOURCES: readonly ClusterResource[] = [
  { apiVersion: 'v1', kind: 'Node', resource: 'nodes' },
  { apiVersion: 'v1', kind: 'Namespace', resource: 'namespaces' },
  // Pods that have ended take no room.
  { apiVersion: 'v1', kind: 'Pod', resource: 'pods', fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed' },
  { apiVersion: 'v1', kind: 'LimitRange', resource: 'limitranges' },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', resource: 'priorityclasses' },
  { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', resource: 'runtimeclasses' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', resource: 'poddisruptionbudgets' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', resource: 'daemonsets' },
];

/** Path of the list of a resource in all namespaces. */
export function listPath({ apiVersion, resource }: ClusterResource): string {
  return `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}/${resource}`;
}

/** The API group of a resource; empty for the core group. */
export function groupOf({ apiVersion }: ClusterResource): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
