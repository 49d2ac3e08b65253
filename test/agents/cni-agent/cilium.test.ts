import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CniAgent, CniAgentProps } from '../../../src/agents/cni-agent';
import { CiliumIpam, CiliumOptions, CiliumRoutingMode } from '../../../src/agents/cni-agent/cilium-options';
import { Cni } from '../../../src/agents/cni-agent/cni';
import { NodeInventory } from '../../../src/inventory/node-inventory';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { BootstrapPlanner } from '../../../src/synth/bootstrap-planner';
import { node } from '../../fixtures';
import { hostMountsOf, Manifests, synthesize } from '../role-fixture';

const REPLACES_PROXY = { kubeProxyReplacement: true, k8sServiceHost: '10.0.0.10' };

function manifests(options: CiliumOptions = {}, props: Partial<CniAgentProps> = {}): Manifests {
  return synthesize((chart) => new CniAgent(chart, 'cilium', { cni: Cni.cilium(options), ...props }), 'kube-system');
}

function configOf(options: CiliumOptions): Record<string, string> {
  return manifests(options).one('ConfigMap').data;
}

function initOf({ pod }: Manifests, name: string): any {
  return pod.initContainers.find((container: any) => container.name === name);
}

const cilium = manifests();

test('the whole of it', () => {
  expect(cilium.all).toMatchSnapshot();
  expect(ManifestValidator.validate(cilium.daemonSet)).toEqual([]);
});

test('operator and command line find its pods and its configuration under the names they know', () => {
  expect(cilium.one('ConfigMap').metadata).toMatchObject({ name: 'cilium-config', namespace: 'kube-system' });
  expect(cilium.daemonSet.spec.template.metadata.labels['k8s-app']).toBe('cilium');
  expect(cilium.daemonSet.spec.selector.matchLabels).not.toHaveProperty('k8s-app');
});

test('the agent is not privileged, and unconfined as upstream has it', () => {
  const { capabilities, ...context } = cilium.container.securityContext;

  expect(context).toEqual({
    appArmorProfile: { type: 'Unconfined' },
    readOnlyRootFilesystem: false,
    runAsNonRoot: false,
    runAsUser: 0,
    seccompProfile: { type: 'Unconfined' },
    seLinuxOptions: { type: 'spc_t', level: 's0' },
  });
  expect(capabilities.drop).toEqual(['ALL']);
  expect([...capabilities.add].sort()).toEqual(
    'CHOWN DAC_OVERRIDE FOWNER IPC_LOCK KILL NET_ADMIN NET_RAW SETGID SETUID SYSLOG SYS_ADMIN SYS_MODULE SYS_RESOURCE'.split(
      ' ',
    ),
  );
});

test('one step before it is privileged, and says why', () => {
  const privileged = cilium.pod.initContainers.filter(({ securityContext }: any) => securityContext.privileged);

  expect(privileged.map(({ name }: any) => name)).toEqual(['mount-bpf-fs']);
  expect(hostMountsOf(privileged[0], cilium.pod)).toEqual([
    '/sys/fs/bpf /sys/fs/bpf rw DirectoryOrCreate Bidirectional',
  ]);
  expect(cilium.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toBe(
    'mount-bpf-fs: mounts the BPF file system on the node, once',
  );
});

test('the steps before it come in order, each with the capabilities it needs', () => {
  const steps = cilium.pod.initContainers.map(({ name, securityContext }: any) =>
    [name, ...(securityContext.capabilities?.add ?? [])].join(' '),
  );

  expect(steps).toEqual([
    'config NET_ADMIN',
    'mount-cgroup SYS_ADMIN SYS_CHROOT SYS_PTRACE',
    'apply-sysctl-overwrites SYS_ADMIN SYS_CHROOT SYS_PTRACE',
    'mount-bpf-fs',
    'clean-cilium-state NET_ADMIN SYS_MODULE SYS_ADMIN SYS_RESOURCE',
    'install-cni-binaries',
  ]);
});

test('programs of the image run in the namespaces of the node, and do not stay there', () => {
  const { args, ...mounts } = initOf(cilium, 'mount-cgroup');

  expect(args[0].split('\n')).toEqual([
    'cp /usr/bin/cilium-mount /hostbin/cilium-mount',
    'nsenter --cgroup=/hostproc/1/ns/cgroup --mount=/hostproc/1/ns/mnt /opt/cni/bin/cilium-mount /run/cilium/cgroupv2',
    'rm /hostbin/cilium-mount',
  ]);
  expect(hostMountsOf(mounts, cilium.pod)).toEqual([
    '/proc /hostproc ro Directory',
    '/opt/cni/bin /hostbin rw DirectoryOrCreate',
  ]);
});

test('the configuration is read from its own ConfigMap, and no other', () => {
  expect(initOf(cilium, 'config').command).toEqual([
    'cilium-dbg',
    'build-config',
    '--source=config-map:cilium-config,cilium-node-config',
  ]);
  expect(cilium.one('Role').rules).toEqual([
    { apiGroups: [''], resources: ['configmaps'], resourceNames: ['cilium-config'], verbs: ['get'] },
  ]);
});

// install/kubernetes/cilium/templates/cilium-agent/clusterrole.yaml of Cilium 1.20, by default.
test('it may do what the agent of its version asks, and nothing else', () => {
  const { rules } = cilium.one('ClusterRole');
  const granted = rules.flatMap(({ apiGroups, resources, verbs }: any) =>
    resources.flatMap((resource: string) =>
      verbs.map((verb: string) => `${verb} ${resource}${apiGroups[0] ? `.${apiGroups[0]}` : ''}`),
    ),
  );
  const read = ['get', 'list', 'watch'];
  const watched = [
    'ciliumbgpadvertisements',
    'ciliumbgpnodeconfigs',
    'ciliumbgppeerconfigs',
    'ciliumcidrgroups',
    'ciliumclusterwideenvoyconfigs',
    'ciliumclusterwidenetworkpolicies',
    'ciliumdatapathplugins',
    'ciliumegressgatewaypolicies',
    'ciliumendpoints',
    'ciliumendpointslices',
    'ciliumenvoyconfigs',
    'ciliumidentities',
    'ciliuml2announcementpolicies',
    'ciliumloadbalancerippools',
    'ciliumlocalredirectpolicies',
    'ciliumnetworkpolicies',
    'ciliumnodeconfigs',
    'ciliumnodes',
    'ciliumpodippools',
  ];
  const asked = [
    ...['namespaces', 'services', 'pods', 'nodes'].flatMap((resource) => read.map((verb) => `${verb} ${resource}`)),
    ...read.map((verb) => `${verb} networkpolicies.networking.k8s.io`),
    ...read.map((verb) => `${verb} endpointslices.discovery.k8s.io`),
    ...read.map((verb) => `${verb} customresourcedefinitions.apiextensions.k8s.io`),
    ...watched.flatMap((resource) => ['list', 'watch'].map((verb) => `${verb} ${resource}.cilium.io`)),
    ...['create ciliumidentities', 'create ciliumendpoints', 'create ciliumnodes', 'update ciliumidentities']
      .concat(['get ciliumendpoints', 'delete ciliumendpoints', 'patch ciliumendpoints'])
      .concat(['patch ciliumendpoints/status', 'get ciliumnodes', 'update ciliumnodes', 'get ciliumnodes/status'])
      .concat(['update ciliumnodes/status', 'patch ciliuml2announcementpolicies/status'])
      .concat(['patch ciliumbgpnodeconfigs/status'])
      .map((verb) => `${verb}.cilium.io`),
  ];

  expect([...granted].sort()).toEqual([...asked].sort());
});

test('it sees of its node what upstream does, and writes less', () => {
  expect(cilium.hostMounts).toEqual([
    '/proc/sys/net /host/proc/sys/net rw Directory',
    '/proc/sys/kernel /host/proc/sys/kernel rw Directory',
    '/sys/fs/bpf /sys/fs/bpf rw DirectoryOrCreate HostToContainer',
    '/var/run/cilium /var/run/cilium rw DirectoryOrCreate',
    '/var/run/netns /var/run/cilium/netns ro DirectoryOrCreate HostToContainer',
    '/etc/cni/net.d /host/etc/cni/net.d rw DirectoryOrCreate',
    '/lib/modules /lib/modules ro Directory',
    '/run/xtables.lock /run/xtables.lock rw FileOrCreate',
  ]);
});

test('the kubelet asks it on the loopback address, and restarts none because the API server is away', () => {
  const { startupProbe, livenessProbe, readinessProbe } = cilium.container;

  expect(startupProbe).toMatchObject({ failureThreshold: 300, periodSeconds: 2, initialDelaySeconds: 5 });
  expect(readinessProbe.httpGet).toEqual({
    host: '127.0.0.1',
    path: '/healthz',
    port: 9879,
    scheme: 'HTTP',
    httpHeaders: [{ name: 'brief', value: 'true' }],
  });
  expect(livenessProbe.httpGet.httpHeaders).toContainEqual({ name: 'require-k8s-connectivity', value: 'false' });
  expect(manifests({ ipv4: false, ipv6: true }).container.readinessProbe.httpGet.host).toBe('::1');
});

test('it declares every port it holds on the node', () => {
  const numbers = (options: CiliumOptions) =>
    manifests(options).container.ports.map(({ hostPort }: { hostPort: number }) => hostPort);
  const chart = new Chart(Testing.app(), 'others');
  const hubbleTls = kplus.Secret.fromSecretName(chart, 'tls', 'hubble-server-certs');

  expect(numbers({})).toEqual([9879, 4240]);
  expect(numbers({ prometheus: true, hubbleTls })).toEqual([9879, 4240, 4244, 9962]);
});

test('metrics have a headless Service that says where they are', () => {
  expect(cilium.kinds).not.toContain('Service');
  expect(manifests({ prometheus: true }).one('Service')).toMatchObject({
    metadata: { annotations: { 'prometheus.io/port': '9962' } },
    spec: { clusterIP: 'None', ports: [{ name: 'metrics', port: 9962 }] },
  });
});

test('Hubble serves with a certificate from a Secret', () => {
  const served = synthesize((chart) => {
    const hubbleTls = kplus.Secret.fromSecretName(chart, 'tls', 'hubble-server-certs');
    new CniAgent(chart, 'cilium', { cni: Cni.cilium({ hubbleTls }) });
  });

  expect(served.pod.volumes).toContainEqual({ name: 'hubble-tls', secret: { secretName: 'hubble-server-certs' } });
  expect(served.one('ConfigMap').data).toMatchObject({
    'enable-hubble': 'true',
    'hubble-listen-address': ':4244',
    'hubble-tls-cert-file': '/var/lib/cilium/tls/hubble/tls.crt',
  });
  expect(configOf({})['enable-hubble']).toBe('false');
});

test.each<[string, CiliumOptions, object]>([
  [
    'nothing',
    {},
    {
      ipam: 'cluster-pool',
      'cluster-pool-ipv4-cidr': '10.0.0.0/8',
      'cluster-pool-ipv4-mask-size': '24',
      'enable-ipv4': 'true',
      'enable-ipv6': 'false',
      'routing-mode': 'tunnel',
      'tunnel-protocol': 'vxlan',
      'kube-proxy-replacement': 'false',
      'agent-not-ready-taint-key': 'node.cilium.io/agent-not-ready',
    },
  ],
  [
    'two families from pools',
    { ipv6: true, clusterPoolIpv4PodCidrs: ['10.1.0.0/16', '10.2.0.0/16'], clusterPoolIpv6PodCidrs: ['fd01::/104'] },
    { 'cluster-pool-ipv4-cidr': '10.1.0.0/16 10.2.0.0/16', 'cluster-pool-ipv6-cidr': 'fd01::/104' },
  ],
  [
    'addresses of the controller manager',
    { ipam: CiliumIpam.KUBERNETES },
    { ipam: 'kubernetes', 'k8s-require-ipv4-pod-cidr': 'true' },
  ],
  [
    'native routing',
    { routingMode: CiliumRoutingMode.NATIVE, ipv4NativeRoutingCidr: '10.0.0.0/8', autoDirectNodeRoutes: true },
    { 'routing-mode': 'native', 'ipv4-native-routing-cidr': '10.0.0.0/8', 'auto-direct-node-routes': 'true' },
  ],
  ['further settings', { config: { debug: 'true', 'enable-tcx': 'false' } }, { debug: 'true', 'enable-tcx': 'false' }],
])('%s is said to agent and operator', (_, options, data) => {
  expect(configOf(options)).toMatchObject(data);
});

test('settings of another mode are not there', () => {
  expect(configOf({ ipam: CiliumIpam.KUBERNETES })).not.toHaveProperty('cluster-pool-ipv4-cidr');
  expect(configOf({ routingMode: CiliumRoutingMode.NATIVE, ipv4NativeRoutingCidr: '10.0.0.0/8' })).not.toHaveProperty(
    'tunnel-protocol',
  );
});

test('another configuration replaces the pods', () => {
  expect(manifests({ wireguard: true }).checksum).not.toBe(cilium.checksum);
});

test('another image is that of every step', () => {
  const { pod } = manifests({}, { image: 'mirror.example.com/cilium:v1.20.1' });
  const images = [...pod.initContainers, ...pod.containers].map(({ image }: any) => image);

  expect(new Set(images)).toEqual(new Set(['mirror.example.com/cilium:v1.20.1']));
});

test('the API server is reached where the options say, by every step that asks it', () => {
  const { pod, container } = manifests({ ...REPLACES_PROXY, k8sServicePort: 443 });
  const told = [...pod.initContainers, container].filter(({ env = [] }: any) =>
    env.some(({ name, value }: any) => name === 'KUBERNETES_SERVICE_HOST' && value === '10.0.0.10'),
  );

  expect(told.map(({ name }: any) => name)).toEqual(['config', 'clean-cilium-state', 'cilium-agent']);
});

describe('on a new node', () => {
  const startup = { key: 'node.cilium.io/agent-not-ready', value: 'true', effect: 'NoExecute' };
  const inventory = NodeInventory.fromManifests([node('a')]);

  function planned(options: CiliumOptions) {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'kube-system' });
    new CniAgent(chart, 'cilium', { cni: Cni.cilium(options) });
    return BootstrapPlanner.plan(inventory, chart, { startupTaints: [startup] });
  }

  test('its operator takes the taint off, and says so', () => {
    expect(planned({}).bootstraps()).toBe(true);
    expect(planned({}).toJson().assumptions.join('\n')).toContain('Cilium operator is not among the manifests');
  });

  test.each<[string, CiliumOptions, object]>([
    ['without kube-proxy', REPLACES_PROXY, { provides: { nodeNetwork: true, serviceNetwork: true } }],
    ['beside kube-proxy', {}, { provides: { nodeNetwork: true }, requires: ['serviceNetwork'] }],
    ['with the address of the API server', { k8sServiceHost: 'api' }, { provides: { nodeNetwork: true } }],
  ])('it brings what it does %s', (_, options, role) => {
    const annotation = manifests(options).daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'];

    expect(JSON.parse(annotation)).toEqual({
      removesTaints: ['node.cilium.io/agent-not-ready'],
      removedBy: 'Cilium operator',
      ...role,
    });
  });
});

test.each<[string, CiliumOptions, string]>([
  ['no family', { ipv4: false }, 'ipv4 is false: pods need addresses'],
  ['a replacement without the API server', { kubeProxyReplacement: true }, 'needs k8sServiceHost'],
  ['a URL for a host', { k8sServiceHost: 'https://10.0.0.10' }, 'write a host name or an IP address alone'],
  ['a port without a host', { k8sServicePort: 443 }, 'k8sServicePort has no effect'],
  ['a pool that is no network', { clusterPoolIpv4PodCidrs: ['10.0.0.1/8'] }, 'address bits after the first 8'],
  ['a pool smaller than the part of a node', { clusterPoolIpv4PodCidrs: ['10.0.0.0/28'] }, 'it is from 1 to 24'],
  ['an empty pool', { clusterPoolIpv4PodCidrs: [] }, 'clusterPoolIpv4PodCidrs is empty'],
  ['a mask that is none', { clusterPoolIpv4MaskSize: 33 }, 'clusterPoolIpv4MaskSize is 33'],
  ['a pool of a family that is off', { clusterPoolIpv6MaskSize: 120 }, 'no effect without ipv6: true'],
  [
    'a pool of somebody else',
    { ipam: CiliumIpam.KUBERNETES, clusterPoolIpv4PodCidrs: ['10.0.0.0/8'] },
    'clusterPoolIpv4PodCidrs would have no effect',
  ],
  ['native routing of any address', { routingMode: CiliumRoutingMode.NATIVE }, 'ipv4NativeRoutingCidr is needed'],
  ['direct routes beside tunnels', { autoDirectNodeRoutes: true }, 'needs routingMode: CiliumRoutingMode.NATIVE'],
  ['a number of no cluster', { clusterId: 256 }, 'clusterId is 256'],
  ['a mesh without a name', { clusterId: 1 }, 'needs a clusterName of its own'],
  ['a packet of no size', { mtu: 9 }, 'mtu is 9'],
  ['a setting twice', { config: { 'kube-proxy-replacement': 'true' } }, 'kube-proxy-replacement is said by an option'],
  ['a setting that is none', { config: { Debug: 'true' } }, '"Debug" is no name of a setting'],
])('%s is refused', (_, options, fault) => {
  expect(() => Cni.cilium(options)).toThrow(fault);
});

test('all that is wrong is told at once', () => {
  expect(() => Cni.cilium({ kubeProxyReplacement: true, mtu: 1 })).toThrow(/needs k8sServiceHost[^]*mtu is 1/);
});
