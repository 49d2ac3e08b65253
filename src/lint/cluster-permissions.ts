import { LintAgent } from './lint-agent';
import { Manifest } from '../kubernetes/manifest/manifest';
import { Grant } from '../kubernetes/rbac/grant';
import { serviceAccountGrants } from '../kubernetes/rbac/service-account-grants';

/** What the agent's service account may do in every namespace, by the manifests. */
export function clusterPermissions({ planned, manifest }: LintAgent, manifests: readonly Manifest[]): Grant[] {
  const account = { namespace: planned.daemonSet.namespace, name: manifest.serviceAccount };
  return serviceAccountGrants(account, manifests).grants.filter(({ namespace }) => namespace === undefined);
}
