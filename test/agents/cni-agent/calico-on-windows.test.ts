import { CniAgent } from '../../../src/agents/cni-agent';
import { CalicoBackend, CalicoEncapsulation, CalicoOptions } from '../../../src/agents/cni-agent/calico-options';
import { Cni } from '../../../src/agents/cni-agent/cni';
import { NodeSet } from '../../../src/agents/node-set';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, Manifests, synthesize } from '../role-fixture';

const WINDOWS = { serviceCidrs: ['10.96.0.0/12'], dnsServers: ['10.96.0.10'] };
const VXLAN: CalicoOptions = {
  ipv4PoolCidr: '10.244.0.0/16',
  backend: CalicoBackend.VXLAN,
  encapsulation: CalicoEncapsulation.VXLAN,
  kubernetesServiceHost: '10.0.0.10',
  windows: WINDOWS,
};
const BGP: CalicoOptions = { ...VXLAN, backend: CalicoBackend.BIRD, encapsulation: CalicoEncapsulation.NONE };

function manifests(options: CalicoOptions = VXLAN): Manifests {
  return synthesize(
    (chart) => new CniAgent(chart, 'calico-node-windows', { cni: Cni.calico(options), nodes: NodeSet.windows() }),
    'calico-system',
  );
}

function environmentOf({ env }: any): Record<string, string> {
  return Object.fromEntries(env.map(({ name, value }: any) => [name, value]));
}

function pluginOf(each: Manifests): any {
  return JSON.parse(each.one('ConfigMap').data.cni_network_config).plugins[0];
}

const calico = manifests();
const [felix, node] = calico.pod.containers;
const [installer] = calico.pod.initContainers;

test('the whole of it', () => {
  expect(calico.all).toMatchSnapshot();
  expect(ManifestValidator.validate(calico.daemonSet)).toEqual([]);
});

test('it runs on every Windows node, whatever its taints and before there is a network of pods', () => {
  expect(calico.pod).toMatchObject({
    os: { name: 'windows' },
    hostNetwork: true,
    dnsPolicy: 'Default',
    nodeSelector: { 'kubernetes.io/os': 'windows' },
    priorityClassName: 'system-node-critical',
    tolerations: [{ operator: 'Exists' }],
    terminationGracePeriodSeconds: 5,
  });
});

test('all of its containers are processes of the node, with the same right', () => {
  const all = [...calico.pod.initContainers, ...calico.pod.containers];

  expect(all.map(({ name }) => name)).toEqual(['install-cni', 'felix', 'node']);
  for (const { securityContext } of all) {
    expect(securityContext).toEqual({
      windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' },
      runAsNonRoot: false,
    });
  }
  expect(calico.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('network of its node');
});

test('each sees of the node what it writes there, at the paths that its programs know', () => {
  const state = [
    'C:\\var\\run\\calico C:\\var\\run\\calico rw DirectoryOrCreate',
    'C:\\var\\lib\\calico C:\\var\\lib\\calico rw DirectoryOrCreate',
  ];
  const config = 'C:\\etc\\cni\\net.d C:\\host\\etc\\cni\\net.d rw DirectoryOrCreate';

  expect(hostMountsOf(felix, calico.pod)).toEqual(state);
  expect(hostMountsOf(node, calico.pod)).toEqual([
    ...state,
    config,
    'C:\\var\\log\\calico\\cni C:\\var\\log\\calico\\cni rw DirectoryOrCreate',
  ]);
  expect(hostMountsOf(installer, calico.pod)).toEqual([
    'C:\\opt\\cni\\bin C:\\host\\opt\\cni\\bin rw DirectoryOrCreate',
    config,
  ]);
});

test('its programs are found below the files of their containers, and Felix is asked how it is', () => {
  const program = '$env:CONTAINER_SANDBOX_MOUNT_POINT/CalicoWindows/calico-node.exe';

  expect(installer.command).toEqual(['$env:CONTAINER_SANDBOX_MOUNT_POINT/opt/cni/bin/install.exe']);
  expect(felix.args).toEqual(['$env:CONTAINER_SANDBOX_MOUNT_POINT/CalicoWindows/felix-service.ps1']);
  expect(node.args).toEqual(['$env:CONTAINER_SANDBOX_MOUNT_POINT/CalicoWindows/node-service.ps1']);
  expect(felix.livenessProbe.exec.command).toEqual([program, '-felix-live']);
  expect(felix.readinessProbe.exec.command).toEqual([program, '-felix-ready']);
  expect(felix.lifecycle.preStop.exec.command).toEqual([program, '-shutdown']);
  expect(felix.ports).toEqual([{ name: 'health', containerPort: 9099, hostPort: 9099 }]);
});

test('it reaches the API server without a Service, and makes the pools that agents on Linux make', () => {
  expect(environmentOf(node)).toMatchObject({
    KUBERNETES_SERVICE_HOST: '10.0.0.10',
    KUBERNETES_SERVICE_PORT: '6443',
    CALICO_NETWORKING_BACKEND: 'vxlan',
    CLUSTER_TYPE: 'k8s,windows',
    CALICO_IPV4POOL_CIDR: '10.244.0.0/16',
    CALICO_IPV4POOL_VXLAN: 'Always',
    CALICO_IPV4POOL_IPIP: 'Never',
    CALICO_CNI_SERVICE_ACCOUNT: 'calico-node-windows-cni-plugin',
    CNI_PLUGIN_TYPE: 'Calico',
    KUBE_NETWORK: 'Calico.*',
    VXLAN_VNI: '4096',
  });
  expect(environmentOf(felix)).toEqual(environmentOf(node));
});

test('agent and plugin have an account each, and the agent takes tokens of no other', () => {
  expect(calico.one('Role').rules).toEqual([
    {
      apiGroups: [''],
      resources: ['serviceaccounts/token'],
      resourceNames: ['calico-node-windows-cni-plugin'],
      verbs: ['create'],
    },
  ]);
});

test('the plugin gives pods DNS, leaves Services their addresses, and finds its account', () => {
  expect(pluginOf(calico)).toMatchObject({
    type: 'calico',
    mode: 'vxlan',
    vxlan_vni: 4096,
    DNS: { Nameservers: ['10.96.0.10'], Search: ['svc.cluster.local'] },
    kubernetes: { kubeconfig: 'C:/etc/cni/net.d/calico-kubeconfig' },
    windows_loopback_DSR: '__DSR_SUPPORT__',
    nodename: '__KUBERNETES_NODE_NAME__',
    policies: [
      { Name: 'EndpointPolicy', Value: { Type: 'OutBoundNAT', ExceptionList: ['10.96.0.0/12'] } },
      { Name: 'EndpointPolicy', Value: { Type: 'SDNROUTE', DestinationPrefix: '10.96.0.0/12', NeedEncap: true } },
    ],
  });
});

test('with BGP, what tells the router of Windows is there as well', () => {
  const bgp = manifests(BGP);
  const [, , confd] = bgp.pod.containers;

  expect(confd).toMatchObject({
    name: 'confd',
    image: 'quay.io/calico/node-windows:v3.32.1',
    args: ['$env:CONTAINER_SANDBOX_MOUNT_POINT/CalicoWindows/confd/confd-service.ps1'],
  });
  expect(environmentOf(confd).CALICO_NETWORKING_BACKEND).toBe('windows-bgp');
  expect(pluginOf(bgp).mode).toBe('windows-bgp');
  expect(bgp.pod.containers[0].ports).toContainEqual({ name: 'bgp', containerPort: 179, hostPort: 179 });
});

test('directories of the runtime, the adapter and the image of the plugin can be others', () => {
  const other = manifests({
    ...VXLAN,
    windows: {
      ...WINDOWS,
      cniBinDirectory: 'C:\\Program Files\\containerd\\cni\\bin',
      cniConfigDirectory: 'C:\\Program Files\\containerd\\cni\\conf',
      vxlanAdapter: 'Ethernet 2',
      cniImage: 'registry.example.com/calico/cni-windows:v3.32.1',
    },
  });
  const [install] = other.pod.initContainers;

  expect(hostMountsOf(install, other.pod)[0]).toContain('C:\\Program Files\\containerd\\cni\\bin C:\\host\\opt');
  expect(environmentOf(install).CNI_NET_DIR).toBe('/Program Files/containerd/cni/conf');
  expect(pluginOf(other).kubernetes.kubeconfig).toBe('C:/Program Files/containerd/cni/conf/calico-kubeconfig');
  expect(environmentOf(other.pod.containers[1]).VXLAN_ADAPTER).toBe('Ethernet 2');
  expect(install.image).toBe('registry.example.com/calico/cni-windows:v3.32.1');
});

test('it brings a new node its network, and waits for nothing', () => {
  expect(JSON.parse(calico.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    provides: { nodeNetwork: true },
  });
});

test('what it must be told is asked for, all of it at once', () => {
  expect(() => manifests({ ipv6PoolCidr: 'fd00::/48', nftables: true, cniImage: 'cni:1' })).toThrow(
    new RegExp(
      [
        'windows is missing',
        'kubernetesServiceHost is missing',
        'ipv4PoolCidr is missing',
        'ipv6PoolCidr: Calico gives pods of Windows no IPv6',
        'nftables would have no effect',
        'cniImage is that of Linux nodes',
      ].join('[^]*'),
    ),
  );
});

test.each<[string, Partial<CalicoOptions>, string]>([
  ['no Service', { windows: { ...WINDOWS, serviceCidrs: [] } }, 'windows.serviceCidrs is empty'],
  ['no network', { windows: { ...WINDOWS, serviceCidrs: ['10.96.0.1/12'] } }, 'windows.serviceCidrs is "10.96.0.1/12"'],
  ['no resolver', { windows: { ...WINDOWS, dnsServers: [] } }, 'windows.dnsServers is empty'],
  ['a name', { windows: { ...WINDOWS, dnsServers: ['kube-dns'] } }, '"kube-dns" is no IPv4 address'],
  ['no adapter', { windows: { ...WINDOWS, vxlanAdapter: '' } }, 'windows.vxlanAdapter is empty'],
  ['a path of Linux', { windows: { ...WINDOWS, cniBinDirectory: '/opt/cni/bin' } }, 'a path of the drive C'],
  ['a way up', { windows: { ...WINDOWS, cniConfigDirectory: 'C:\\etc\\..' } }, 'a path of the drive C'],
  ['IP in IP', { backend: undefined, encapsulation: undefined }, 'encapsulation is IPIP: Windows has None'],
  ['routes where they can be', { encapsulation: undefined }, 'encapsulation is VXLANCrossSubnet'],
])('%s is refused', (_, options, fault) => {
  expect(() => manifests({ ...VXLAN, ...options })).toThrow(fault);
});

test('the agent of Linux nodes is the same with and without what Windows nodes need', () => {
  const linux = (windows: CalicoOptions['windows']) =>
    synthesize((chart) => new CniAgent(chart, 'calico-node', { cni: Cni.calico({ ...VXLAN, windows }) })).all;

  expect(linux(WINDOWS)).toEqual(linux(undefined));
});
