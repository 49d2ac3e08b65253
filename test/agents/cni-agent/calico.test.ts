import { CniAgent } from '../../../src/agents/cni-agent';
import { CalicoBackend, CalicoEncapsulation, CalicoOptions } from '../../../src/agents/cni-agent/calico-options';
import { Cni } from '../../../src/agents/cni-agent/cni';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

const POOL = { ipv4PoolCidr: '10.244.0.0/16' };

function manifests(options: CalicoOptions = POOL): Manifests {
  return synthesize((chart) => new CniAgent(chart, 'calico-node', { cni: Cni.calico(options) }), 'kube-system');
}

function environment(options: CalicoOptions): Record<string, string> {
  const { env } = manifests(options).container;
  return Object.fromEntries(env.map(({ name, value }: any) => [name, value]));
}

const calico = manifests();

test('the whole of it', () => {
  expect(calico.all).toMatchSnapshot();
  expect(ManifestValidator.validate(calico.daemonSet)).toEqual([]);
});

test('the agent is privileged and says why; what installs the plugin is not', () => {
  const [installer] = calico.pod.initContainers;

  expect(calico.container.securityContext).toMatchObject({ privileged: true, readOnlyRootFilesystem: false });
  expect(calico.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toMatch(/^calico-node: sets routes/);
  expect(calico.pod.initContainers).toHaveLength(1);
  expect(installer.securityContext).toEqual({
    ...LOCKED_DOWN,
    capabilities: { add: ['DAC_OVERRIDE'], drop: ['ALL'] },
    readOnlyRootFilesystem: false,
    runAsNonRoot: false,
    runAsUser: 0,
    seLinuxOptions: { type: 'spc_t', level: 's0' },
  });
  expect(hostMountsOf(installer, calico.pod)).toEqual([
    '/opt/cni/bin /host/opt/cni/bin rw DirectoryOrCreate',
    '/etc/cni/net.d /host/etc/cni/net.d rw DirectoryOrCreate',
  ]);
});

test('it sees what it makes its network of', () => {
  expect(calico.hostMounts).toEqual([
    '/etc/cni/net.d /host/etc/cni/net.d rw DirectoryOrCreate',
    '/lib/modules /lib/modules ro Directory',
    '/run/xtables.lock /run/xtables.lock rw FileOrCreate',
    '/var/run/calico /var/run/calico rw DirectoryOrCreate',
    '/var/lib/calico /var/lib/calico rw DirectoryOrCreate',
  ]);
});

test('agent and plugin have an account each, and the agent takes tokens of no other', () => {
  expect(calico.kinds).toEqual([
    'ClusterRole',
    'ClusterRole',
    'ClusterRoleBinding',
    'ClusterRoleBinding',
    'ConfigMap',
    'DaemonSet',
    'Role',
    'RoleBinding',
    'ServiceAccount',
    'ServiceAccount',
  ]);
  expect(environment(POOL).CALICO_CNI_SERVICE_ACCOUNT).toBe('calico-node-cni-plugin');
  expect(calico.one('Role').rules).toEqual([
    {
      apiGroups: [''],
      resources: ['serviceaccounts/token'],
      resourceNames: ['calico-node-cni-plugin'],
      verbs: ['create'],
    },
  ]);
  const bindings = calico.all.filter(({ kind }) => kind === 'ClusterRoleBinding');
  expect(bindings.map(({ metadata, subjects }) => [metadata.name, metadata.namespace, subjects[0].name])).toEqual([
    ['kube-system-calico-node-cni-plugin', undefined, 'calico-node-cni-plugin'],
    ['kube-system-calico-node', undefined, 'calico-node'],
  ]);
});

test('Felix and BIRD are asked whether they live and are ready', () => {
  const { livenessProbe, readinessProbe, lifecycle } = calico.container;

  expect(livenessProbe).toMatchObject({ timeoutSeconds: 10, failureThreshold: 6 });
  expect(livenessProbe.exec.command).toEqual(['/bin/calico-node', '-felix-live', '-bird-live']);
  expect(readinessProbe.exec.command).toEqual(['/bin/calico-node', '-felix-ready', '-bird-ready']);
  expect(lifecycle.preStop.exec.command).toEqual(['/bin/calico-node', '-shutdown']);
  expect(calico.pod.terminationGracePeriodSeconds).toBe(5);
});

test('without BGP there is no BIRD to ask, and its port is free', () => {
  const vxlan = manifests({ ...POOL, backend: CalicoBackend.VXLAN, prometheusMetrics: true });

  expect(vxlan.container.livenessProbe.exec.command).toEqual(['/bin/calico-node', '-felix-live']);
  expect(vxlan.container.ports.map(({ hostPort }: any) => hostPort)).toEqual([9099, 9091]);
  expect(calico.container.ports.map(({ hostPort }: any) => hostPort)).toEqual([9099, 179]);
  expect(vxlan.one('Service').spec).toMatchObject({ clusterIP: 'None', ports: [{ port: 9091 }] });
});

test.each<[string, CalicoOptions, object]>([
  [
    'BGP',
    POOL,
    {
      CALICO_NETWORKING_BACKEND: 'bird',
      CLUSTER_TYPE: 'k8s,bgp',
      IP: 'autodetect',
      CALICO_IPV4POOL_CIDR: '10.244.0.0/16',
      CALICO_IPV4POOL_IPIP: 'Always',
      CALICO_IPV4POOL_VXLAN: 'Never',
      FELIX_IPV6SUPPORT: 'false',
      FELIX_VXLANMTU: '0',
    },
  ],
  [
    'VXLAN',
    { ...POOL, backend: CalicoBackend.VXLAN },
    {
      CALICO_NETWORKING_BACKEND: 'vxlan',
      CALICO_IPV4POOL_IPIP: 'Never',
      CALICO_IPV4POOL_VXLAN: 'CrossSubnet',
    },
  ],
  [
    'routes alone',
    { ...POOL, encapsulation: CalicoEncapsulation.NONE, natOutgoing: false, mtu: 9000 },
    {
      CALICO_IPV4POOL_IPIP: 'Never',
      CALICO_IPV4POOL_VXLAN: 'Never',
      CALICO_IPV4POOL_NAT_OUTGOING: 'false',
      FELIX_IPINIPMTU: '9000',
    },
  ],
  [
    'IPv6 alone',
    { ipv6PoolCidr: 'fd00:10:244::/64', ipv6PoolBlockSize: 120, ip6AutodetectionMethod: 'interface=eth.*' },
    {
      IP: 'none',
      IP6: 'autodetect',
      IP6_AUTODETECTION_METHOD: 'interface=eth.*',
      CALICO_IPV6POOL_CIDR: 'fd00:10:244::/64',
      CALICO_IPV6POOL_BLOCK_SIZE: '120',
      CALICO_IPV6POOL_VXLAN: 'Never',
      CALICO_ROUTER_ID: 'hash',
      FELIX_IPV6SUPPORT: 'true',
    },
  ],
  ['nftables', { ...POOL, nftables: true }, { FELIX_NFTABLESMODE: 'Enabled' }],
])('%s is said to the agent', (_, options, env) => {
  expect(environment(options)).toMatchObject(env);
});

test('the plugin assigns addresses of the families that have a pool', () => {
  const ipamOf = (options: CalicoOptions) =>
    JSON.parse(manifests(options).one('ConfigMap').data.cni_network_config).plugins[0].ipam;

  expect(ipamOf(POOL)).toEqual({ type: 'calico-ipam', assign_ipv4: 'true', assign_ipv6: 'false' });
  expect(ipamOf({ ...POOL, ipv6PoolCidr: 'fd00::/64' })).toMatchObject({ assign_ipv4: 'true', assign_ipv6: 'true' });
  expect(manifests({ ...POOL, mtu: 1400 }).checksum).not.toBe(calico.checksum);
});

test('it waits for the service network unless it knows the API server', () => {
  const role = (options: CalicoOptions) =>
    JSON.parse(manifests(options).daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap']);
  const known = { ...POOL, kubernetesServiceHost: '10.0.0.10', kubernetesServicePort: 443 };

  expect(role(POOL)).toEqual({ provides: { nodeNetwork: true }, requires: ['serviceNetwork'] });
  expect(role(known)).toEqual({ provides: { nodeNetwork: true } });
  for (const { env } of [manifests(known).container, manifests(known).pod.initContainers[0]]) {
    expect(env).toContainEqual({ name: 'KUBERNETES_SERVICE_HOST', value: '10.0.0.10' });
    expect(env).toContainEqual({ name: 'KUBERNETES_SERVICE_PORT', value: '443' });
  }
});

test.each<[string, CalicoOptions, string]>([
  ['no pool', {}, 'no pool is given'],
  ['no network', { ipv4PoolCidr: '10.244.0.0' }, 'it is no IPv4 network'],
  ['a pool smaller than a block', { ipv4PoolCidr: '10.244.0.0/27' }, 'it is from 1 to 26'],
  ['a block of no size', { ...POOL, ipv4PoolBlockSize: 19 }, 'it is from 20 to 32 bits'],
  ['a block of no pool', { ...POOL, ipv6PoolBlockSize: 122 }, 'no effect without ipv6PoolCidr'],
  [
    'IP in IP without BGP',
    { ...POOL, backend: CalicoBackend.VXLAN, encapsulation: CalicoEncapsulation.IPIP },
    'needs the backend BIRD',
  ],
  [
    'IP in IP of IPv6',
    { ipv6PoolCidr: 'fd00::/64', encapsulation: CalicoEncapsulation.IPIP_CROSS_SUBNET },
    'is for IPv4',
  ],
  ['a method that is none', { ...POOL, ipAutodetectionMethod: 'eth0' }, 'write first-found'],
  ['a packet of no size', { ...POOL, mtu: 0 }, 'mtu is 0'],
  ['a port without a host', { ...POOL, kubernetesServicePort: 443 }, 'has no effect without kubernetesServiceHost'],
])('%s is refused', (_, options, fault) => {
  expect(() => Cni.calico(options)).toThrow(fault);
});

test('all that is wrong is told at once', () => {
  expect(() => Cni.calico({ ipv4PoolCidr: 'x', mtu: 1 })).toThrow(/ipv4PoolCidr is "x"[^]*mtu is 1/);
});
