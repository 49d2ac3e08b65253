import { NodeProxy } from '../../../src/agents/node-proxy';
import type { ZtunnelOptions } from '../../../src/agents/node-proxy/istio-options';
import { Proxy } from '../../../src/agents/node-proxy/proxy';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { Manifests, synthesize } from '../role-fixture';

function manifests(options: ZtunnelOptions = {}): Manifests {
  return synthesize((chart) => new NodeProxy(chart, 'ztunnel', { proxy: Proxy.ztunnel(options) }), 'istio-system');
}

function environment(options: ZtunnelOptions): Record<string, string> {
  return Object.fromEntries(manifests(options).container.env.map(({ name, value }: any) => [name, value]));
}

const ztunnel = manifests();

test('the whole of it', () => {
  expect(ztunnel.all).toMatchSnapshot();
  expect(ManifestValidator.validate(ztunnel.daemonSet)).toEqual([]);
});

test('no node is without it during an update', () => {
  expect(ztunnel.daemonSet.spec.updateStrategy).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
  });
  expect(ztunnel.pod).not.toHaveProperty('hostNetwork');
  expect(ztunnel.container.ports.filter(({ hostPort }: any) => hostPort)).toEqual([]);
});

test('it has three capabilities, and the group of the mesh', () => {
  expect(ztunnel.container.securityContext).toEqual({
    capabilities: { add: ['NET_ADMIN', 'SYS_ADMIN', 'NET_RAW'], drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsGroup: 1337,
    runAsNonRoot: false,
    runAsUser: 0,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(ztunnel.hostMounts).toEqual(['/var/run/ztunnel /var/run/ztunnel rw DirectoryOrCreate']);
});

test('its token is for istiod and for nobody else', () => {
  expect(ztunnel.pod.volumes).toContainEqual({
    name: 'istio-token',
    projected: {
      sources: [{ serviceAccountToken: { path: 'istio-token', audience: 'istio-ca', expirationSeconds: 43200 } }],
    },
  });
  expect(ztunnel.pod.automountServiceAccountToken).toBe(false);
  expect(ztunnel.kinds).toEqual(['DaemonSet', 'Service', 'ServiceAccount']);
});

test('the mesh knows it, and leaves it alone', () => {
  expect(ztunnel.daemonSet.spec.template.metadata.labels).toMatchObject({
    app: 'ztunnel',
    'istio.io/dataplane-mode': 'none',
    'sidecar.istio.io/inject': 'false',
  });
  expect(ztunnel.pod.serviceAccountName).toBe('ztunnel');
});

test('it is ready when it says so, and is scraped on another port', () => {
  expect(ztunnel.container.readinessProbe.httpGet).toMatchObject({ path: '/healthz/ready', port: 15021 });
  expect(ztunnel.one('Service').spec.ports).toMatchObject([{ name: 'metrics', port: 15020 }]);
});

test.each<[string, ZtunnelOptions, string, string]>([
  ['nothing said', {}, 'istiod.istio-system.svc:15012', 'istiod.istio-system.svc:15012'],
  [
    'a revision',
    { revision: '1-30', istioNamespace: 'mesh' },
    'istiod-1-30.mesh.svc:15012',
    'istiod-1-30.mesh.svc:15012',
  ],
  ['another authority', { caAddress: 'ca.example.com:443' }, 'ca.example.com:443', 'istiod.istio-system.svc:15012'],
])('with %s it speaks to its istiod', (_, options, authority, control) => {
  expect(environment(options)).toMatchObject({ CA_ADDRESS: authority, XDS_ADDRESS: control });
});

test.each<[string, ZtunnelOptions, string]>([
  ['no namespace', { istioNamespace: 'Istio' }, 'istioNamespace is "Istio"'],
  ['an address without a port', { xdsAddress: 'istiod' }, 'write a name and a port'],
  [
    'a revision of nobody',
    { revision: 'a', caAddress: 'a:1', xdsAddress: 'b:2' },
    'revision and istioNamespace have no effect',
  ],
])('%s is refused', (_, options, fault) => {
  expect(() => Proxy.ztunnel(options)).toThrow(fault);
});
