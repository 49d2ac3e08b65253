import * as kplus from 'cdk8s-plus-28';
import { environmentOf, metricsAgent, permissions } from './metrics-fixture';
import { ContainerRuntimeSocket } from '../../../src/agents/host-mount';
import { DatadogOptions } from '../../../src/agents/metrics-agent/datadog-options';
import { Metrics } from '../../../src/agents/metrics-agent/metrics';
import { NodeSet } from '../../../src/agents/node-set';
import { hostMountsOf } from '../role-fixture';

function datadog(options: Partial<DatadogOptions> = {}, image?: string) {
  return metricsAgent(
    (chart) => {
      const apiKey = { secret: kplus.Secret.fromSecretName(chart, 'datadog', 'datadog'), key: 'api-key' };
      return Metrics.datadog({ apiKey, ...options });
    },
    { nodes: NodeSet.windows(), image },
  );
}

const agent = datadog();
const everything = datadog({ logs: true, apm: true, processes: true });
const PIPE = '\\\\.\\pipe\\containerd-containerd \\\\.\\pipe\\containerd-containerd rw';

function containerOf({ pod }: ReturnType<typeof datadog>, name: string): any {
  return [...pod.initContainers, ...pod.containers].find((each: any) => each.name === name);
}

test('the whole of it', () => {
  expect(everything.all).toMatchSnapshot();
});

test('it runs on Windows nodes, in spite of their taint', () => {
  expect(agent.pod).toMatchObject({ os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } });
  expect(agent.pod.tolerations).toContainEqual({
    key: 'node.kubernetes.io/os',
    operator: 'Equal',
    value: 'windows',
    effect: 'NoSchedule',
  });
});

test('no container is a process of the node, nor on its network', () => {
  const { initContainers, containers, hostNetwork } = everything.pod;

  expect(hostNetwork).toBeUndefined();
  for (const { securityContext } of [...initContainers, ...containers]) {
    expect(securityContext).toEqual({
      windowsOptions: { runAsUserName: 'ContainerAdministrator' },
      runAsNonRoot: false,
    });
  }
});

test('it sees the pipe of one runtime, and nothing else of the node', () => {
  const { volumes } = agent.pod;

  for (const container of agent.pod.containers) expect(hostMountsOf(container, agent.pod)).toEqual([PIPE]);
  expect(volumes.filter(({ hostPath }: any) => hostPath)).toHaveLength(1);
  expect(environmentOf(containerOf(agent, 'agent'))).not.toHaveProperty('DD_CRI_SOCKET_PATH');
});

test('Docker has a pipe of its own, and logs of its own', () => {
  const docker = datadog({ runtime: ContainerRuntimeSocket.DOCKER, logs: true });

  expect(hostMountsOf(containerOf(docker, 'agent'), docker.pod)).toEqual([
    '\\\\.\\pipe\\docker_engine \\\\.\\pipe\\docker_engine rw',
    'C:\\var\\log\\pods C:\\var\\log\\pods ro Directory',
    'C:\\ProgramData\\docker\\containers C:\\ProgramData\\docker\\containers ro Directory',
    'C:\\var\\lib\\node-agents\\agents\\metrics C:\\ProgramData\\Datadog\\run rw DirectoryOrCreate',
  ]);
  expect(environmentOf(containerOf(docker, 'agent'))).not.toHaveProperty('DOCKER_HOST');
});

test('paths that it is told are those of Windows', () => {
  expect(environmentOf(containerOf(agent, 'agent'))).toMatchObject({
    DD_API_KEY: 'datadog/api-key',
    DD_AUTH_TOKEN_FILE_PATH: 'C:\\ProgramData\\Datadog\\auth\\token',
    DD_KUBELET_CLIENT_CA: 'C:/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
  });
});

test('what it collects of containers and processes has a container of its own', () => {
  const container = containerOf(everything, 'process-agent');

  expect(container.command).toEqual([
    'process-agent',
    '-foreground',
    '--cfgpath=C:\\ProgramData\\Datadog\\datadog.yaml',
  ]);
  expect(environmentOf(container)).toMatchObject({
    DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED: 'true',
    DD_PROCESS_CONFIG_CONTAINER_COLLECTION_ENABLED: 'true',
  });
  expect(environmentOf(containerOf(everything, 'agent'))).not.toHaveProperty(
    'DD_PROCESS_CONFIG_RUN_IN_CORE_AGENT_ENABLED',
  );
  expect(containerOf(agent, 'process-agent').volumeMounts).toContainEqual({
    name: 'config',
    mountPath: 'C:\\ProgramData\\Datadog',
    readOnly: true,
  });
});

test('traces bring a container, which is in the foreground, and a port', () => {
  const container = containerOf(everything, 'trace-agent');

  expect(container.command).toEqual(['trace-agent', '-foreground', '-config=C:\\ProgramData\\Datadog\\datadog.yaml']);
  expect(container.ports).toEqual([{ name: 'apm', containerPort: 8126 }]);
  expect(hostMountsOf(container, everything.pod)).toEqual([PIPE]);
  expect(everything.one('Service').spec.ports.map(({ port }: any) => port)).toEqual([8125, 8126]);
});

test('the configuration of the image is copied, then made one for Kubernetes', () => {
  const [copy, prepare] = agent.pod.initContainers;

  expect(copy.command[0]).toBe('pwsh');
  expect(copy.command.at(-1)).toContain("Copy-Item -Recurse -Force 'C:\\ProgramData\\Datadog\\*' C:\\writable-config");
  expect(copy.volumeMounts).toEqual([{ name: 'config', mountPath: 'C:\\writable-config' }]);
  expect(prepare.command.at(-1)).toContain('entrypoint-ps1');
  expect(prepare.volumeMounts).toContainEqual({ name: 'config', mountPath: 'C:\\ProgramData\\Datadog' });
});

test('it asks the kubelet for what it asks for on Linux', () => {
  expect(permissions(agent)).toContain('get nodes/stats');
  expect(permissions(agent)).not.toContain('get nodes/proxy');
});

test('a mirror of the image is that of all its containers', () => {
  const { pod } = datadog({ apm: true }, 'registry.example.com/datadog/agent:7.81.1');

  for (const { image } of [...pod.initContainers, ...pod.containers]) {
    expect(image).toBe('registry.example.com/datadog/agent:7.81.1');
  }
});

test('what only Linux has is refused, all of it at once', () => {
  expect(() => datadog({ sockets: true, runtime: ContainerRuntimeSocket.K3S })).toThrow(
    /sockets are of Linux[^]*runtime \/run\/k3s\/containerd\/containerd.sock is of Linux: write CONTAINERD or DOCKER/,
  );
});
