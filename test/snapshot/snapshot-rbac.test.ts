import { snapshotClusterRole } from '../../src/snapshot/snapshot-rbac';

test('it may list some kinds, and do nothing else', () => {
  expect(snapshotClusterRole()).toMatchObject({
    kind: 'ClusterRole',
    rules: [
      { apiGroups: [''], resources: ['nodes', 'namespaces', 'pods', 'limitranges'], verbs: ['list'] },
      { apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: ['list'] },
      { apiGroups: ['node.k8s.io'], resources: ['runtimeclasses'], verbs: ['list'] },
      { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: ['list'] },
      { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['list'] },
    ],
  });
});
