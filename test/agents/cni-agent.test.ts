import { Manifests, synthesize } from './role-fixture';
import { CniAgent, CniAgentProps } from '../../src/agents/cni-agent';
import { Cni } from '../../src/agents/cni-agent/cni';
import { NodeSet } from '../../src/agents/node-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';

function manifests(props: Partial<CniAgentProps> = {}): Manifests {
  const cni = Cni.flannel({ podCidr: '10.244.0.0/16' });
  return synthesize((chart) => new CniAgent(chart, 'flannel', { cni, ...props }), 'kube-flannel');
}

const agent = manifests();

test('the agent comes with its configuration, its account and its permissions', () => {
  expect(agent.kinds).toEqual(['ClusterRole', 'ClusterRoleBinding', 'ConfigMap', 'DaemonSet', 'ServiceAccount']);
  expect(agent.daemonSet.metadata).toMatchObject({ name: 'flannel', namespace: 'kube-flannel' });
  expect(agent.one('ConfigMap').metadata.name).toBe('flannel-config');
});

test('nothing a node can be before it is ready keeps the agent away', () => {
  expect(agent.pod.tolerations).toEqual([{ operator: 'Exists' }]);
  expect(agent.pod).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
  expect(agent.pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
});

test('a full node gives up anything for it', () => {
  expect(agent.pod.priorityClassName).toBe('system-node-critical');
});

test('the selector names the role, so that another plugin could take its place', () => {
  expect(agent.daemonSet.spec.selector.matchLabels).toEqual({
    'app.kubernetes.io/name': 'cni-agent',
    'app.kubernetes.io/instance': 'flannel',
  });
});

test('another network replaces the pods', () => {
  const other = manifests({ cni: Cni.flannel({ podCidr: '10.245.0.0/16' }) });

  expect(agent.checksum).toMatch(/^[0-9a-f]{64}$/);
  expect(other.checksum).not.toBe(agent.checksum);
});

test('nodes and updates can be chosen', () => {
  const chosen = manifests({ nodes: NodeSet.linux().withArch('arm64'), update: UpdateStrategy.onDelete() });

  expect(chosen.daemonSet.spec.updateStrategy).toEqual({ type: 'OnDelete' });
  expect(JSON.stringify(chosen.pod.affinity)).toContain(
    '"key":"kubernetes.io/arch","operator":"In","values":["arm64"]',
  );
});
