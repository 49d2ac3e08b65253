import { CniAgent } from '../../../src/agents/cni-agent';
import { Cni } from '../../../src/agents/cni-agent/cni';
import { MultusLogLevel, MultusOptions } from '../../../src/agents/cni-agent/multus-options';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

function manifests(options: MultusOptions = {}): Manifests {
  return synthesize((chart) => new CniAgent(chart, 'multus', { cni: Cni.multus(options) }), 'kube-system');
}

function configOf(options: MultusOptions): any {
  return JSON.parse(manifests(options).one('ConfigMap').data['daemon-config.json']);
}

const multus = manifests();

test('the whole of it', () => {
  expect(multus.all).toMatchSnapshot();
  expect(ManifestValidator.validate(multus.daemonSet)).toEqual([]);
});

test('the daemon is privileged and says why; what installs the plugin is not, and mounts nothing back', () => {
  const [installer] = multus.pod.initContainers;

  expect(multus.container.securityContext.privileged).toBe(true);
  expect(multus.pod).toMatchObject({ hostPID: true, hostNetwork: true, priorityClassName: 'system-node-critical' });
  expect(multus.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toMatch(/^multus: calls the other/);
  expect(installer.securityContext).toMatchObject({
    ...LOCKED_DOWN,
    capabilities: { add: ['DAC_OVERRIDE'], drop: ['ALL'] },
  });
  expect(hostMountsOf(installer, multus.pod)).toEqual(['/opt/cni/bin /host/opt/cni/bin rw DirectoryOrCreate']);
});

test('it finds plugins and namespaces where the node has them', () => {
  expect(multus.hostMounts).toEqual([
    '/etc/cni/net.d /host/etc/cni/net.d rw DirectoryOrCreate',
    '/opt/cni/bin /opt/cni/bin ro DirectoryOrCreate',
    '/run /host/run rw Directory HostToContainer',
    '/var/lib/cni/multus /var/lib/cni/multus rw DirectoryOrCreate',
    '/var/lib/kubelet /var/lib/kubelet ro Directory HostToContainer',
    '/run/k8s.cni.cncf.io /run/k8s.cni.cncf.io rw DirectoryOrCreate',
    '/run/netns /run/netns ro DirectoryOrCreate HostToContainer',
    '/ /hostroot rw Directory HostToContainer',
    '/etc/cni/multus/net.d /etc/cni/multus/net.d ro DirectoryOrCreate',
  ]);
});

test('it reads networks and pods, and writes what pods have got', () => {
  const rules = multus
    .one('ClusterRole')
    .rules.map(({ apiGroups, resources, verbs }: any) => [...apiGroups, ...resources, ...verbs].join(' ').trim());

  expect(rules).toEqual([
    'pods get list watch',
    'k8s.cni.cncf.io network-attachment-definitions get list watch',
    'pods/status update',
    'events create patch update',
    'events.k8s.io events create patch update',
  ]);
});

test('it is ready when it listens', () => {
  expect(multus.container.readinessProbe.exec.command).toEqual(['test', '-S', '/host/run/multus/multus.sock']);
});

test('it takes the first network from what is on the node, and waits for it', () => {
  expect(configOf({})).toEqual({
    chrootDir: '/hostroot',
    cniVersion: '0.3.1',
    cniConfigDir: '/host/etc/cni/net.d',
    multusAutoconfigDir: '/host/etc/cni/net.d',
    multusConfigFile: 'auto',
    logLevel: 'verbose',
    logToStderr: true,
    socketDir: '/host/run/multus/',
  });
  expect(JSON.parse(multus.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    requires: ['nodeNetwork', 'serviceNetwork'],
  });
});

test('what is chosen is part of its configuration', () => {
  const options = {
    masterCni: '10-flannel.conflist',
    readinessIndicatorFile: '/run/flannel/subnet.env',
    namespaceIsolation: true,
    globalNamespaces: ['networks', 'default'],
    cniVersion: '1.0.0',
    logLevel: MultusLogLevel.ERROR,
    metricsPort: 9091,
  };

  expect(configOf(options)).toMatchObject({
    multusMasterCNI: '10-flannel.conflist',
    readinessindicatorfile: '/hostroot/run/flannel/subnet.env',
    namespaceIsolation: true,
    globalNamespaces: 'networks,default',
    cniVersion: '1.0.0',
    logLevel: 'error',
    metricsPort: 9091,
  });
  expect(manifests(options).container.ports).toEqual([{ name: 'metrics', containerPort: 9091, hostPort: 9091 }]);
  expect(manifests(options).checksum).not.toBe(multus.checksum);
});

test.each<[string, MultusOptions, string]>([
  ['a path for a name', { masterCni: '/etc/cni/net.d/10-flannel.conflist' }, 'write the name of a file'],
  ['a file that is nowhere', { readinessIndicatorFile: 'subnet.env' }, 'write an absolute path'],
  ['namespaces of no isolation', { globalNamespaces: ['a'] }, 'has no effect without namespaceIsolation'],
  ['no namespace', { namespaceIsolation: true, globalNamespaces: ['A'] }, '"A" is no namespace'],
  ['no version', { cniVersion: '1' }, 'there are 0.1.0'],
  ['no port', { metricsPort: 0 }, 'metricsPort is 0'],
])('%s is refused', (_, options, fault) => {
  expect(() => Cni.multus(options)).toThrow(fault);
});
