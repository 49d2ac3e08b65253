import * as kplus from 'cdk8s-plus-28';
import { NodeProxy, NodeProxyProps } from '../../../src/agents/node-proxy';
import { EnvoyOptions } from '../../../src/agents/node-proxy/envoy-options';
import { Proxy } from '../../../src/agents/node-proxy/proxy';
import { Reach } from '../../../src/agents/reach';
import { LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

const CONFIG = 'static_resources: {}\n';

function manifests(options: Partial<EnvoyOptions> = {}, props: Partial<NodeProxyProps> = {}): Manifests {
  return synthesize((chart) => {
    const tls = kplus.Secret.fromSecretName(chart, 'tls', 'envoy-tls');
    new NodeProxy(chart, 'envoy', { proxy: Proxy.envoy({ config: CONFIG, tls, ...options }), ...props });
  });
}

const agent = manifests();

test('it runs as user 10001 without any capability, on a network of its own', () => {
  expect(agent.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    runAsUser: 10001,
    runAsGroup: 10001,
    runAsNonRoot: true,
  });
  expect(agent.pod.hostNetwork).toBeFalsy();
  expect(agent.pod.terminationGracePeriodSeconds).toBe(30);
  expect(agent.pod.automountServiceAccountToken).toBe(false);
});

test('it reads its configuration and its certificates, and writes nothing', () => {
  expect(agent.one('ConfigMap').data).toEqual({ 'envoy.yaml': CONFIG });
  expect(agent.container.volumeMounts).toEqual([
    { name: 'config', mountPath: '/etc/envoy', readOnly: true },
    { name: 'tls', mountPath: '/etc/envoy-tls', readOnly: true },
  ]);
  expect(agent.pod.volumes).toContainEqual({ name: 'tls', secret: { secretName: 'envoy-tls' } });
  expect(agent.checksum).not.toBe(manifests({ config: '{}' }).checksum);
});

test('it serves HTTP and, with certificates, HTTPS', () => {
  expect(agent.one('Service').spec.ports).toMatchObject([
    { name: 'http', port: 8080 },
    { name: 'https', port: 8443 },
  ]);
  expect(manifests({ tls: undefined }).container.ports).toEqual([{ name: 'http', containerPort: 8080 }]);
  expect(agent.container.readinessProbe.tcpSocket).toEqual({ port: 8080 });
});

test('on ports of its node it is reached by the address of the node', () => {
  const { container, kinds } = manifests({ httpPort: 10080 }, { reach: Reach.nodeIp() });

  expect(container.ports).toMatchObject([{ hostPort: 10080 }, { hostPort: 8443 }]);
  expect(kinds).not.toContain('Service');
});

describe('in place of a manifest by hand, for Envoy 1.19.1', () => {
  const labels = { 'k8s-app': 'envoy' };
  const taken = synthesize((chart) => {
    const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'configuration', 'envoy-config');
    const tls = kplus.Secret.fromSecretName(chart, 'tls', 'envoy-tls');
    new NodeProxy(chart, 'envoy', {
      proxy: Proxy.envoy({ configMap, tls }),
      image: 'envoyproxy/envoy:v1.19.1',
      metadata: { labels },
      selectorLabels: labels,
    });
  }, 'kube-system');
  const { daemonSet, pod, container } = taken;

  test.each<[field: string, actual: unknown, expected: unknown]>([
    ['apiVersion', daemonSet.apiVersion, 'apps/v1'],
    ['metadata.name', daemonSet.metadata.name, 'envoy'],
    ['metadata.namespace', daemonSet.metadata.namespace, 'kube-system'],
    ['the label of the object', daemonSet.metadata.labels['k8s-app'], 'envoy'],
    ['spec.selector', daemonSet.spec.selector, { matchLabels: labels }],
    ['the label of the pods', daemonSet.spec.template.metadata.labels['k8s-app'], 'envoy'],
    ['no toleration', pod.tolerations ?? [], []],
    ['the network of the pod', pod.hostNetwork ?? false, false],
    ['the grace period', pod.terminationGracePeriodSeconds, 30],
    ['the name of the container', container.name, 'envoy'],
    ['the image', container.image, 'envoyproxy/envoy:v1.19.1'],
    [
      'the ports',
      container.ports,
      [
        { name: 'http', containerPort: 8080 },
        { name: 'https', containerPort: 8443 },
      ],
    ],
    ['the user', container.securityContext.runAsUser, 10001],
    [
      'what is mounted where',
      container.volumeMounts.map(({ name, mountPath }: any) => [mountPath, name]),
      [
        ['/etc/envoy', 'config'],
        ['/etc/envoy-tls', 'tls'],
      ],
    ],
    [
      'the ConfigMap and the Secret',
      pod.volumes,
      [
        { name: 'config', configMap: { name: 'envoy-config' } },
        { name: 'tls', secret: { secretName: 'envoy-tls' } },
      ],
    ],
  ])('%s is the same', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('it reads the file that its image reads, and nobody can write to what it reads', () => {
    expect(container.args.slice(0, 2)).toEqual(['--config-path', '/etc/envoy/envoy.yaml']);
    expect(container.volumeMounts.map(({ readOnly }: any) => readOnly)).toEqual([true, true]);
  });
});

test('everything wrong is told at once', () => {
  expect(() => Proxy.envoy({ httpPort: 80, httpsPort: 80 })).toThrow(
    [
      'Proxy.envoy: give either config, the bootstrap configuration, or configMap, which has it as envoy.yaml',
      "Proxy.envoy: httpPort is 80: ports below 1024 are root's, and Envoy runs as user 10001",
      "Proxy.envoy: httpsPort is 80: ports below 1024 are root's, and Envoy runs as user 10001",
      'Proxy.envoy: httpPort and httpsPort are both 80',
    ].join('\n'),
  );
});

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});
