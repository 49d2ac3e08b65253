import { allows } from '../../kubernetes/rbac/grant';
import { clusterPermissions } from '../cluster-permissions';
import { LintRule } from '../rule';
import { listed } from '../words';

export const secretsWatch: LintRule = {
  id: 'secrets-watch',
  severity: 'warning',
  title: 'The agent may read the secrets of every namespace.',
  why:
    'Its token lies on every node: whoever takes over one node reads all secrets of the cluster. And where the agent ' +
    'does watch them, each of its pods holds a watch and a copy of all of them.',
  see: ['grafana/beyla#824', 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  check: (agent, { manifests }) => {
    const granted = clusterPermissions(agent, manifests).filter(
      (permission) => allows(permission, 'list', '', 'secrets') || allows(permission, 'watch', '', 'secrets'),
    );
    const verbs = listed(granted.flatMap((permission) => permission.verbs));
    return granted.length > 0
      ? [
          {
            message: `ClusterRole ${listed(granted.map(({ role }) => role))} lets it ${verbs} secrets in every namespace`,
            fix: 'take secrets out of the ClusterRole; grant get on the secrets it needs by name, in a Role of their namespace',
          },
        ]
      : [];
  },
};
