import { k8s, Volume } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/** A token of the account of the pod for somebody else than the API server. */
export interface ProjectedToken {
  /** Name of the file. */
  readonly path: string;
  /** For whom it is. */
  readonly audience: string;
  /** How long it is valid; the kubelet renews it before. */
  readonly expirationSeconds: number;
}

/**
 * A volume with a token, which cdk8s-plus has no words for.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
 */
export function tokenVolume(scope: Construct, id: string, name: string, serviceAccountToken: ProjectedToken): Volume {
  const volume: k8s.Volume = { name, projected: { sources: [{ serviceAccountToken }] } };
  return Object.assign(Volume.fromEmptyDir(scope, id, name), { _toKube: () => volume });
}

/** A volume with a file each for fields of the pod, by path of the field: what agents learn of themselves from files. */
export function podInfoVolume(scope: Construct, id: string, name: string, files: Record<string, string>): Volume {
  const items = Object.entries(files).map(([path, fieldPath]) => ({ path, fieldRef: { apiVersion: 'v1', fieldPath } }));
  const volume: k8s.Volume = { name, downwardApi: { items } };
  return Object.assign(Volume.fromEmptyDir(scope, id, name), { _toKube: () => volume });
}
