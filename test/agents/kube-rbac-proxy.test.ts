import * as kplus from 'cdk8s-plus-28';
import { LOCKED_DOWN, Manifests, scope, synthesize } from './role-fixture';
import { KubeRbacProxyOptions } from '../../src/agents/kube-rbac-proxy';
import { NodeExporter } from '../../src/agents/node-exporter';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';

function manifests(kubeRbacProxy: KubeRbacProxyOptions = {}): Manifests {
  return synthesize((chart) => new NodeExporter(chart, 'node-exporter', { kubeRbacProxy, serviceMonitor: {} }));
}

const agent = manifests();
const [exporter, proxy] = agent.pod.containers;

test('the exporter listens where only its node reaches it, and the proxy where it did', () => {
  expect(exporter.args).toContain('--web.listen-address=127.0.0.1:9101');
  expect(exporter.ports).toEqual([{ name: 'exporter', containerPort: 9101, hostPort: 9101, hostIP: '127.0.0.1' }]);
  expect(proxy.args).toEqual(
    expect.arrayContaining(['--secure-listen-address=[$(HOST_IP)]:9100', '--upstream=http://127.0.0.1:9101/']),
  );
  expect(proxy.ports).toEqual([{ name: 'metrics', containerPort: 9100, hostPort: 9100 }]);
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('the kubelet asks the exporter on the loopback address, and whether the proxy listens', () => {
  expect(exporter.livenessProbe.httpGet).toMatchObject({ host: '127.0.0.1', port: 9101, path: '/' });
  expect(exporter.readinessProbe.httpGet).toMatchObject({ host: '127.0.0.1', port: 9101 });
  expect(proxy.readinessProbe.tcpSocket).toEqual({ port: 9100 });
});

test('the proxy may ask who is calling and what they may, and nothing else', () => {
  expect(
    agent.one('ClusterRole').rules.map(({ apiGroups, resources, verbs }: any) => [apiGroups, resources, verbs]),
  ).toEqual([
    [['authentication.k8s.io'], ['tokenreviews'], ['create']],
    [['authorization.k8s.io'], ['subjectaccessreviews'], ['create']],
  ]);
  expect(agent.pod.automountServiceAccountToken).toBe(true);
  expect(proxy.securityContext).toEqual({
    ...LOCKED_DOWN,
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
  });
});

test('Prometheus scrapes it by TLS, with its own token', () => {
  expect(agent.one('ServiceMonitor').spec.endpoints[0]).toMatchObject({
    scheme: 'https',
    bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
    tlsConfig: { insecureSkipVerify: true },
  });
  expect(agent.one('Service').metadata.annotations['prometheus.io/scheme']).toBe('https');
});

test('it serves a certificate of yours', () => {
  const { pod } = synthesize((chart) => {
    const tls = kplus.Secret.fromSecretName(chart, 'tls', 'node-exporter-tls');
    new NodeExporter(chart, 'node-exporter', { kubeRbacProxy: { tls } });
  });

  expect(pod.containers[1].args).toEqual(
    expect.arrayContaining([
      '--tls-cert-file=/etc/tls/private/tls.crt',
      '--tls-private-key-file=/etc/tls/private/tls.key',
    ]),
  );
  expect(pod.containers[1].volumeMounts).toEqual([
    { mountPath: '/etc/tls/private', name: 'proxy-tls', readOnly: true },
  ]);
  expect(pod.volumes).toContainEqual({ name: 'proxy-tls', secret: { secretName: 'node-exporter-tls' } });
});

test('its port and its image can be others', () => {
  const { pod } = manifests({ upstreamPort: 9911, image: 'registry.example.com/kube-rbac-proxy:1' });

  expect(pod.containers[0].args).toContain('--web.listen-address=127.0.0.1:9911');
  expect(pod.containers[1].image).toBe('registry.example.com/kube-rbac-proxy:1');
});

test('two programs cannot have one port', () => {
  expect(() => new NodeExporter(scope(), 'x', { kubeRbacProxy: { upstreamPort: 9100 } })).toThrow(
    'port and kubeRbacProxy.upstreamPort are both 9100',
  );
});
