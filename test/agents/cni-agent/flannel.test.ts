import { CniAgent } from '../../../src/agents/cni-agent';
import { Cni } from '../../../src/agents/cni-agent/cni';
import { FlannelBackend } from '../../../src/agents/cni-agent/flannel-backend';
import type { FlannelOptions } from '../../../src/agents/cni-agent/flannel-options';
import { LOCKED_DOWN, Manifests, hostMountsOf, synthesize } from '../role-fixture';

function manifests(options: FlannelOptions = { podCidr: '10.244.0.0/16' }): Manifests {
  return synthesize((chart) => new CniAgent(chart, 'flannel', { cni: Cni.flannel(options) }));
}

function networkOf(options: FlannelOptions): any {
  return JSON.parse(manifests(options).one('ConfigMap').data['net-conf.json']);
}

const flannel = manifests();

test('the daemon has a fixed version and keeps its leases in the Node objects', () => {
  expect(flannel.container).toMatchObject({
    image: 'ghcr.io/flannel-io/flannel:v0.28.9',
    command: ['/opt/bin/flanneld'],
    args: ['--ip-masq', '--kube-subnet-mgr', '--healthz-port=8081'],
    resources: { requests: { cpu: '100m', memory: '50Mi' } },
  });
});

test('it has two capabilities and no other', () => {
  expect(flannel.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
    readOnlyRootFilesystem: false,
    runAsNonRoot: false,
    runAsUser: 0,
  });
});

test('it is told the name of its node, so it need not read pods', () => {
  expect(flannel.container.env).toEqual([
    { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  ]);
  const rules = flannel.one('ClusterRole').rules.map(({ resources, verbs }: any) => [...resources, ...verbs].join(' '));
  expect(rules).toEqual(['nodes get list watch', 'nodes/status patch']);
});

test('it shares its state and the lock of iptables with the node', () => {
  expect(flannel.hostMounts).toEqual([
    '/run/flannel /run/flannel rw DirectoryOrCreate',
    '/run/xtables.lock /run/xtables.lock rw FileOrCreate',
  ]);
  expect(flannel.container.volumeMounts).toContainEqual({
    name: 'config',
    mountPath: '/etc/kube-flannel',
    readOnly: true,
  });
});

test('the kubelet asks it whether it runs and whether the network is there', () => {
  expect(flannel.container.livenessProbe.httpGet).toMatchObject({ path: '/healthz', port: 8081 });
  expect(flannel.container.readinessProbe.httpGet).toMatchObject({ path: '/readyz', port: 8081 });
  expect(flannel.container.ports).toEqual([{ name: 'healthz', containerPort: 8081, hostPort: 8081 }]);
});

test('plugin and configuration are installed first, the configuration last', () => {
  const [plugin, configuration] = flannel.pod.initContainers;
  const installer = {
    ...LOCKED_DOWN,
    capabilities: { add: ['DAC_OVERRIDE'], drop: ['ALL'] },
    runAsNonRoot: false,
    runAsUser: 0,
  };

  expect(plugin).toMatchObject({
    image: 'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3',
    command: ['cp', '-f', '/flannel', '/opt/cni/bin/flannel'],
    securityContext: installer,
  });
  expect(hostMountsOf(plugin, flannel.pod)).toEqual(['/opt/cni/bin /opt/cni/bin rw DirectoryOrCreate']);
  expect(configuration).toMatchObject({
    image: 'ghcr.io/flannel-io/flannel:v0.28.9',
    command: ['/opt/bin/install-conf', '/etc/kube-flannel/cni-conf.json', '/etc/cni/net.d/10-flannel.conflist'],
    securityContext: installer,
  });
  expect(hostMountsOf(configuration, flannel.pod)).toEqual(['/etc/cni/net.d /etc/cni/net.d rw DirectoryOrCreate']);
});

test('installing never asks for more of a node than running', () => {
  for (const { resources } of flannel.pod.initContainers) {
    expect(resources).toEqual({ requests: { cpu: '10m', memory: '16Mi' } });
  }
});

test('pods get a bridge, and their host ports work', () => {
  expect(JSON.parse(flannel.one('ConfigMap').data['cni-conf.json'])).toEqual({
    name: 'cbr0',
    cniVersion: '0.3.1',
    plugins: [
      { type: 'flannel', delegate: { hairpinMode: true, isDefaultGateway: true } },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  });
});

test.each<[string, FlannelOptions, object]>([
  ['IPv4 over VXLAN', { podCidr: '10.244.0.0/16' }, { Network: '10.244.0.0/16', Backend: { Type: 'vxlan' } }],
  [
    'IPv4 and IPv6',
    { podCidr: '10.244.0.0/16', podCidrV6: 'fd00:10:244::/48' },
    { Network: '10.244.0.0/16', EnableIPv6: true, IPv6Network: 'fd00:10:244::/48', Backend: { Type: 'vxlan' } },
  ],
  [
    'IPv6 alone',
    { podCidrV6: 'fd00:10:244::/48' },
    { EnableIPv4: false, EnableIPv6: true, IPv6Network: 'fd00:10:244::/48', Backend: { Type: 'vxlan' } },
  ],
  [
    'another backend',
    { podCidr: '10.0.0.0/8', backend: FlannelBackend.hostGateway() },
    { Network: '10.0.0.0/8', Backend: { Type: 'host-gw' } },
  ],
])('%s is told to the daemon', (_, options, network) => {
  expect(networkOf(options)).toEqual({ EnableNFTables: false, ...network });
});

test('nftables, interfaces and the image of the plugin can be chosen', () => {
  const options = {
    podCidr: '10.244.0.0/16',
    nftables: true,
    interfaces: ['eth1', '10.0.0.7'],
    cniPluginImage: 'mirror.example.com/flannel-cni-plugin:1',
  };
  const chosen = manifests(options);

  expect(networkOf(options).EnableNFTables).toBe(true);
  expect(chosen.container.args.slice(-2)).toEqual(['--iface=eth1', '--iface=10.0.0.7']);
  expect(chosen.pod.initContainers[0].image).toBe('mirror.example.com/flannel-cni-plugin:1');
});

test.each<[string, FlannelOptions, string]>([
  ['no network', {}, 'no network is given: write podCidr, podCidrV6 or both'],
  ['no CIDR', { podCidr: '10.244.0.0' }, 'podCidr is "10.244.0.0": it is no IPv4 network'],
  ['an IPv6 network as IPv4', { podCidr: 'fd00::/48' }, 'podCidr is "fd00::/48": it is no IPv4 network'],
  ['a network too small for four nodes', { podCidr: '10.0.0.0/29' }, 'its prefix is 29: it is from 1 to 28'],
  ['an interface that is none', { podCidr: '10.244.0.0/16', interfaces: ['eth0 -v=9'] }, 'is no interface name'],
])('%s fails where it is written', (_, options, message) => {
  expect(() => Cni.flannel(options)).toThrow(message);
});

test('all that is wrong is told at once', () => {
  expect(() => Cni.flannel({ podCidr: 'x', podCidrV6: 'y' })).toThrow(/podCidr is "x"[^]*podCidrV6 is "y"/);
});

test('the whole of it', () => {
  expect(flannel.all).toMatchSnapshot();
});
