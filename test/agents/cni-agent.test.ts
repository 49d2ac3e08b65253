import { Manifests, synthesize, unchecked } from './role-fixture';
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

test.each<[string, () => unknown, string]>([
  [
    'an empty list of interfaces',
    () => Cni.flannel({ podCidr: '10.244.0.0/16', interfaces: [] }),
    'interfaces is empty',
  ],
  [
    'a backend by its name',
    () => Cni.flannel({ podCidr: '10.244.0.0/16', backend: unchecked('vxlan') }),
    'backend is "vxlan": write what FlannelBackend makes',
  ],
  [
    'an encapsulation that is none',
    () => Cni.calico({ ipv4PoolCidr: '10.244.0.0/16', encapsulation: unchecked('vxlam') }),
    'encapsulation: "vxlam" is unknown',
  ],
  [
    'a backend of Calico that is none',
    () => Cni.calico({ ipv4PoolCidr: '10.244.0.0/16', backend: unchecked('brid') }),
    'backend: "brid" is unknown; did you mean bird?',
  ],
  [
    'a way to find addresses of the other family',
    () => Cni.calico({ ipv4PoolCidr: '10.244.0.0/16', ip6AutodetectionMethod: 'first-found' }),
    'ip6AutodetectionMethod has no effect without ipv6PoolCidr',
  ],
  [
    'a way to find addresses that no pool has',
    () => Cni.calico({ ipv6PoolCidr: 'fd00::/48', ipAutodetectionMethod: 'first-found' }),
    'ipAutodetectionMethod has no effect without ipv4PoolCidr',
  ],
  [
    'an IPAM that is none',
    () => Cni.cilium({ ipam: unchecked('custer-pool') }),
    'ipam: "custer-pool" is unknown; did you mean cluster-pool?',
  ],
  [
    'a routing mode that is none',
    () => Cni.cilium({ routingMode: unchecked('nativ') }),
    'routingMode: "nativ" is unknown',
  ],
  [
    'a tunnel that is none',
    () => Cni.cilium({ tunnelProtocol: unchecked('vxlna') }),
    'tunnelProtocol: "vxlna" is unknown',
  ],
  [
    'a part for each node that is larger than the pool',
    () => Cni.cilium({ clusterPoolIpv4MaskSize: 7 }),
    'clusterPoolIpv4PodCidrs',
  ],
  [
    'a Secret of Cilium given inline',
    () => Cni.cilium({ hubbleTls: unchecked('-----BEGIN') }),
    'hubbleTls is no Secret',
  ],
  ['a version of CNI that was never released', () => Cni.multus({ cniVersion: '9.9.9' }), 'cniVersion is "9.9.9"'],
  [
    'a log level of Multus that is none',
    () => Cni.multus({ logLevel: unchecked('loud') }),
    'logLevel: "loud" is unknown',
  ],
  [
    'no global namespace',
    () => Cni.multus({ namespaceIsolation: true, globalNamespaces: [] }),
    'globalNamespaces is empty',
  ],
  [
    'a namespace with a dot',
    () => Cni.multus({ namespaceIsolation: true, globalNamespaces: ['a.b'] }),
    '"a.b" is no namespace',
  ],
  [
    'a password of Weave given inline',
    () => Cni.weave({ password: unchecked('s3cr3t') }),
    'password is no value of a Secret',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});
