import { allows } from '../../kubernetes/rbac/grant';
import { clusterPermissions } from '../cluster-permissions';
import { LintRule } from '../rule';
import { count, listed } from '../words';

export const configMapsWatch: LintRule = {
  id: 'config-maps-watch',
  severity: 'warning',
  title: 'The agent may watch the config maps of every namespace.',
  why:
    'A watch cannot be narrowed to what concerns a node: each pod of the agent holds all config maps of the cluster, ' +
    'and the API server sends every change of any of them as many times as there are nodes.',
  see: ['grafana/beyla#824', 'aws/aws-eks-best-practices#645', 'openshift/origin-aggregated-logging#1974'],
  check: (agent, { manifests }) => {
    const granted = clusterPermissions(agent, manifests).filter((permission) =>
      allows(permission, 'watch', '', 'configmaps'),
    );
    return granted.length > 0
      ? [
          {
            message: `ClusterRole ${listed(granted.map(({ role }) => role))} lets it watch the config maps of every namespace, from ${count(agent.wanted, 'node')}`,
            fix: 'take configmaps out of the ClusterRole; what the agent needs, grant in a Role of its namespace, or mount it',
          },
        ]
      : [];
  },
};
