import { parse } from 'yaml';
import { NodeProxy } from '../../../src/agents/node-proxy';
import type { IstioCniOptions } from '../../../src/agents/node-proxy/istio-options';
import { Proxy } from '../../../src/agents/node-proxy/proxy';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { Manifests, scope, synthesize } from '../role-fixture';

function manifests(options: IstioCniOptions = {}): Manifests {
  const proxy = Proxy.istioCni(options);
  return synthesize((chart) => new NodeProxy(chart, 'istio-cni-node', { proxy }), 'istio-system');
}

const sidecars = manifests();
const ambient = manifests({ ambient: true });

test('the whole of it', () => {
  expect(ambient.all).toMatchSnapshot();
  expect(ManifestValidator.validate(ambient.daemonSet)).toEqual([]);
});

test('it is not privileged, and not on the network of the node', () => {
  expect(sidecars.container.securityContext).toEqual({
    appArmorProfile: { type: 'Unconfined' },
    capabilities: { add: ['NET_ADMIN', 'NET_RAW', 'SYS_PTRACE', 'SYS_ADMIN', 'DAC_OVERRIDE'], drop: ['ALL'] },
    readOnlyRootFilesystem: false,
    runAsNonRoot: false,
    runAsUser: 0,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(sidecars.pod).not.toHaveProperty('hostNetwork');
});

test('an ambient mesh takes more of the node than sidecars do', () => {
  const always = [
    '/opt/cni/bin /host/opt/cni/bin rw DirectoryOrCreate',
    '/etc/cni/net.d /host/etc/cni/net.d rw DirectoryOrCreate',
    '/proc /host/proc ro Directory',
    '/var/run/istio-cni /var/run/istio-cni rw DirectoryOrCreate',
  ];

  expect(sidecars.hostMounts).toEqual(always);
  expect(ambient.hostMounts).toEqual([
    ...always,
    '/var/run/netns /host/var/run/netns ro DirectoryOrCreate HostToContainer',
    '/var/run/ztunnel /var/run/ztunnel rw DirectoryOrCreate',
  ]);
});

test('it writes to pods in an ambient mesh only, and looks up no DaemonSet but its own', () => {
  const rules = (agent: Manifests) =>
    agent.one('ClusterRole').rules.map(({ resources, verbs }: any) => [...resources, ...verbs].join(' '));
  const always = ['pods get list watch', 'namespaces get list watch', 'events create patch'];

  expect(rules(sidecars)).toEqual(always);
  expect(rules(ambient)).toEqual([...always, 'nodes get', 'pods/status patch update']);
  expect(ambient.one('Role').rules).toEqual([
    { apiGroups: ['apps'], resources: ['daemonsets'], resourceNames: ['istio-cni-node'], verbs: ['get'] },
  ]);
  expect(sidecars.kinds).not.toContain('Role');
});

test('it reads its configuration from its environment, and a change replaces the pods', () => {
  expect(sidecars.container.envFrom).toEqual([{ configMapRef: { name: 'istio-cni-node-config' } }]);
  expect(sidecars.one('ConfigMap').data).toMatchObject({
    AMBIENT_ENABLED: 'false',
    CHAINED_CNI_PLUGIN: 'true',
    EXCLUDE_NAMESPACES: 'kube-system',
    REPAIR_REPAIR_PODS: 'true',
  });
  expect(parse(ambient.one('ConfigMap').data.AMBIENT_ENABLEMENT_SELECTOR)).toHaveLength(2);
  expect(ambient.checksum).not.toBe(sidecars.checksum);
});

test('directories of other distributions can be said', () => {
  const gke = manifests({ cniBinDir: '/home/kubernetes/bin', cniConfFileName: '10-calico.conflist' });

  expect(gke.hostMounts[0]).toBe('/home/kubernetes/bin /host/opt/cni/bin rw DirectoryOrCreate');
  expect(gke.one('ConfigMap').data.CNI_CONF_NAME).toBe('10-calico.conflist');
});

test('istiod finds its pods, and takes the taint off their nodes', () => {
  expect(sidecars.daemonSet.spec.template.metadata.labels['k8s-app']).toBe('istio-cni-node');
  expect(JSON.parse(sidecars.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    removesTaints: ['cni.istio.io/not-ready'],
    removedBy: 'istiod',
    requires: ['serviceNetwork'],
  });
});

test('under another name it is refused, as its plugin would not know it', () => {
  const proxy = Proxy.istioCni();
  expect(() => new NodeProxy(scope(), 'istio-cni', { proxy })).toThrow(
    'Proxy.istioCni: the agent is called "istio-cni", and Istio looks for istio-cni-node. ' +
      "Name the construct istio-cni-node, or write metadata: { name: 'istio-cni-node' }.",
  );
  expect(() => new NodeProxy(scope(), 'mesh', { proxy, metadata: { name: 'istio-cni-node' } })).not.toThrow();
});

test.each<[string, IstioCniOptions, string]>([
  ['a relative path', { cniBinDir: 'opt/cni/bin' }, 'write an absolute path'],
  ['a path for a name', { cniConfFileName: '/etc/cni/net.d/a.conf' }, 'write the name of a file'],
  ['no namespace', { excludeNamespaces: ['*'] }, '"*" is no namespace'],
  ['namespaces of pods that nobody enters', { cniNetnsDir: '/run/netns' }, 'no effect without ambient: true'],
])('%s is refused', (_, options, fault) => {
  expect(() => Proxy.istioCni(options)).toThrow(fault);
});

test('its collector of garbage knows the memory limit, as in the chart of Istio', () => {
  const { GOMEMLIMIT } = Object.fromEntries(sidecars.container.env.map(({ name, ...rest }: any) => [name, rest]));
  expect(GOMEMLIMIT).toEqual({ valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } });
});
