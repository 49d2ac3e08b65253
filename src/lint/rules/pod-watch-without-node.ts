import { allows } from '../../kubernetes/rbac/grant';
import { clusterPermissions } from '../cluster-permissions';
import { LintRule } from '../rule';
import { count, listed } from '../words';

export const podWatchWithoutNode: LintRule = {
  id: 'pod-watch-without-node',
  severity: 'warning',
  title: 'The agent may watch the pods of the whole cluster and does not know its node.',
  why:
    'An agent that knows its node watches the pods of that node only, by the field selector spec.nodeName. One that ' +
    'does not holds a watch on all pods from every node: each change of any pod is sent as many times as there are ' +
    'nodes.',
  see: ['grafana/beyla#824', 'aws/aws-eks-best-practices#645', 'openshift/origin-aggregated-logging#1974'],
  check: (agent, { manifests }) => {
    const granted = clusterPermissions(agent, manifests).filter((permission) =>
      allows(permission, 'watch', '', 'pods'),
    );
    const knowsNode = agent.manifest.containers.some(({ podFields }) => podFields.includes('spec.nodeName'));
    return granted.length > 0 && !knowsNode
      ? [
          {
            message: `ClusterRole ${listed(granted.map(({ role }) => role))} lets it watch all pods, from ${count(agent.wanted, 'node')}, and no container is told its node`,
            fix: 'add env: [{name: NODE_NAME, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}] and watch with fieldSelector spec.nodeName=$(NODE_NAME)',
          },
        ]
      : [];
  },
};
