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
