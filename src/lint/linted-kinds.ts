import { Manifest } from '../kubernetes/manifest/manifest';

type Kind = Pick<Manifest, 'apiVersion' | 'kind'>;

const WORKLOADS = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob'];

/** Whether a rule reads objects of this kind: what agents are permitted. */
export function isLinted({ apiVersion, kind }: Kind): boolean {
  return apiVersion.startsWith('rbac.authorization.k8s.io/') || kind === 'SecurityContextConstraints';
}

/** Whether objects of this kind make pods that a PodDisruptionBudget may be for; without a budget no rule reads them. */
export function isWorkload({ kind }: Kind): boolean {
  return WORKLOADS.includes(kind);
}
