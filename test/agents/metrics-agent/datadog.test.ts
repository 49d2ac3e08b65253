import * as kplus from 'cdk8s-plus-28';
import { environmentOf, metricsAgent, permissions } from './metrics-fixture';
import { ContainerRuntimeSocket } from '../../../src/agents/host-mount';
import { MetricsAgentProps } from '../../../src/agents/metrics-agent';
import { DatadogOptions } from '../../../src/agents/metrics-agent/datadog-options';
import { Metrics } from '../../../src/agents/metrics-agent/metrics';
import { Reach } from '../../../src/agents/reach';
import { LOCKED_DOWN, hostMountsOf } from '../role-fixture';

function datadog(options: Partial<DatadogOptions> = {}, props: Omit<MetricsAgentProps, 'agent'> = {}) {
  return metricsAgent((chart) => {
    const apiKey = { secret: kplus.Secret.fromSecretName(chart, 'datadog', 'datadog'), key: 'api-key' };
    return Metrics.datadog({ apiKey, ...options });
  }, props);
}

const agent = datadog();
const everything = datadog({ logs: true, apm: true, processes: true });

const NODE = [
  '/proc /host/proc ro Directory',
  '/sys/fs/cgroup /host/sys/fs/cgroup ro Directory HostToContainer',
  '/run/containerd /host/run/containerd ro Directory HostToContainer',
  '/etc/os-release /host/etc/os-release ro File',
];

test('the whole of it', () => {
  expect(everything.all).toMatchSnapshot();
});

test('its key comes from a Secret, in every container', () => {
  const containers = [...everything.pod.initContainers.slice(1), ...everything.pod.containers];

  expect(containers.map((container: any) => environmentOf(container).DD_API_KEY)).toEqual(
    containers.map(() => 'datadog/api-key'),
  );
  expect(environmentOf(agent.container)).toMatchObject({
    DD_SITE: 'datadoghq.com',
    DD_KUBERNETES_KUBELET_HOST: 'status.hostIP',
    DD_KUBELET_TLS_VERIFY: 'true',
  });
});

test('no container has a capability, nor the process ids or the network of the node', () => {
  const { initContainers, containers } = everything.pod;

  for (const { securityContext } of [...initContainers, ...containers]) {
    expect(securityContext).toEqual({ ...LOCKED_DOWN, runAsUser: 0, runAsNonRoot: false });
  }
  expect(everything.pod.hostPID).toBeUndefined();
  expect(everything.pod.hostNetwork).toBeUndefined();
});

test('a plain agent sees the node and its containers', () => {
  expect(agent.hostMounts).toEqual(NODE);
  expect(environmentOf(agent.container)).toMatchObject({
    DD_LOGS_ENABLED: 'false',
    DD_APM_ENABLED: 'false',
    DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED: 'false',
    DD_CRI_SOCKET_PATH: '/host/run/containerd/containerd.sock',
  });
});

test('logs bring their paths, and how far they were read stays on the node', () => {
  const { hostMounts, container } = datadog({ logs: true });

  expect(hostMounts).toEqual([
    ...NODE,
    '/var/log/pods /var/log/pods ro Directory',
    '/var/log/containers /var/log/containers ro Directory',
    '/var/lib/node-agents/agents/metrics /opt/datadog-agent/run rw DirectoryOrCreate',
  ]);
  expect(environmentOf(container)).toMatchObject({
    DD_LOGS_ENABLED: 'true',
    DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: 'true',
  });
});

test('processes bring the names of users', () => {
  const { hostMounts, container } = datadog({ processes: true });

  expect(hostMounts).toEqual([...NODE, '/etc/passwd /etc/passwd ro File']);
  expect(environmentOf(container).DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED).toBe('true');
});

test('traces bring a container that may only read the configuration', () => {
  const { pod } = datadog({ apm: true });
  const [, traces] = pod.containers;

  expect(traces.ports).toEqual([{ name: 'apm', containerPort: 8126 }]);
  expect(traces.volumeMounts).toContainEqual({ name: 'config', mountPath: '/etc/datadog-agent', readOnly: true });
  expect(hostMountsOf(traces, pod)).toEqual(NODE.slice(0, 3));
  expect(environmentOf(traces).DD_APM_ENABLED).toBe('true');
});

test('what is mounted below the configuration is made before anything may only read it', () => {
  expect(agent.pod.initContainers[0].command[2]).toContain('mkdir -p /writable-config/auth');
});

test('others reach it on their own node, by a Service', () => {
  expect(everything.one('Service').spec).toMatchObject({
    internalTrafficPolicy: 'Local',
    ports: [
      { name: 'dogstatsd', port: 8125, protocol: 'UDP' },
      { name: 'apm', port: 8126 },
    ],
  });
});

test('or by ports of the node', () => {
  const { pod, kinds } = datadog({ apm: true }, { reach: Reach.nodeIp() });

  expect(pod.containers.flatMap(({ ports }: any) => ports)).toMatchObject([
    { hostPort: 8125, protocol: 'UDP' },
    { hostPort: 8126 },
  ]);
  expect(kinds).not.toContain('Service');
});

test('without DogStatsD and traces there is nothing to reach', () => {
  const { kinds, container } = datadog({ dogStatsD: false });

  expect(kinds).not.toContain('Service');
  expect(container.ports).toBeUndefined();
  expect(environmentOf(container).DD_USE_DOGSTATSD).toBe('false');
});

test('sockets are in a directory of the node, and only if they are asked for', () => {
  const { pod } = datadog({ sockets: true, apm: true });
  const [metrics, traces] = pod.containers;
  const sockets = '/var/run/datadog /var/run/datadog rw DirectoryOrCreate';

  expect(hostMountsOf(metrics, pod)).toContain(sockets);
  expect(hostMountsOf(traces, pod)).toContain(sockets);
  expect(environmentOf(metrics).DD_DOGSTATSD_SOCKET).toBe('/var/run/datadog/dsd.socket');
  expect(environmentOf(traces).DD_APM_RECEIVER_SOCKET).toBe('/var/run/datadog/apm.socket');
  expect(() => datadog({ sockets: true, dogStatsD: false })).toThrow('neither dogStatsD nor apm takes anything');
});

test('it asks the kubelet for what it measures, and never for nodes/proxy', () => {
  expect(permissions(agent)).toEqual([
    'get nodes/metrics',
    'get nodes/spec',
    'get nodes/stats',
    'get nodes/pods',
    'get nodes/healthz',
  ]);
  expect(permissions(datadog({ kubelet: { olderThan133: true } }))).toContain('get nodes/proxy');
});

test('a mirror of the image is that of all its containers', () => {
  const { pod } = datadog({ apm: true }, { image: 'registry.example.com/datadog/agent:7.81.1' });

  for (const { image } of [...pod.initContainers, ...pod.containers]) {
    expect(image).toBe('registry.example.com/datadog/agent:7.81.1');
  }
});

test('Docker is asked by its own variable', () => {
  const { container, hostMounts } = datadog({ runtime: ContainerRuntimeSocket.DOCKER });

  expect(environmentOf(container).DOCKER_HOST).toBe('unix:///host/run/docker.sock');
  expect(environmentOf(container).DD_CRI_SOCKET_PATH).toBeUndefined();
  expect(hostMounts).toContain('/run /host/run ro Directory HostToContainer');
});

test('tags and the name of the cluster go with all that is sent', () => {
  const { container } = datadog({
    site: 'datadoghq.eu',
    clusterName: 'prod.eu-1',
    tags: { env: 'production', team: 'platform' },
    kubelet: { verifyCertificate: false },
  });

  expect(environmentOf(container)).toMatchObject({
    DD_SITE: 'datadoghq.eu',
    DD_CLUSTER_NAME: 'prod.eu-1',
    DD_TAGS: 'env:production team:platform',
    DD_KUBELET_TLS_VERIFY: 'false',
  });
  expect(environmentOf(container).DD_KUBELET_CLIENT_CA).toBeUndefined();
});

test('everything wrong is told at once', () => {
  const wrong = { apiKey: 'abc' as never, site: 'https://datadoghq.eu', clusterName: 'Prod', tags: { env: 'a b' } };

  expect(() => Metrics.datadog(wrong)).toThrow(
    [
      'Metrics.datadog: apiKey is no value of a Secret: write { secret: Secret.fromSecretName(scope, id, name), key }',
      'Metrics.datadog: site is "https://datadoghq.eu": write the domain alone, such as datadoghq.eu',
      'Metrics.datadog: clusterName is "Prod": write at most 80 lower case letters, digits, - and ., each part beginning with a letter',
      'Metrics.datadog: tags: "env:a b" is no tag: a name begins with a letter, and a value has no spaces',
    ].join('\n'),
  );
});

test('it serves nothing that Prometheus scrapes', () => {
  expect(() => datadog({}, { serviceMonitor: {} })).toThrow('serviceMonitor: the agent serves no metrics as it is');
});
