import { metricsAgent } from './metrics-fixture';
import { ContainerRuntimeSocket } from '../../../src/agents/host-mount';
import { CadvisorOptions } from '../../../src/agents/metrics-agent/cadvisor-options';
import { Metrics } from '../../../src/agents/metrics-agent/metrics';
import { LOCKED_DOWN } from '../role-fixture';

const cadvisor = (options?: CadvisorOptions) => metricsAgent(() => Metrics.cadvisor(options));
const agent = cadvisor();

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});

test('it is root, as the socket of the runtime is, and can do nothing else', () => {
  expect(agent.container.securityContext).toEqual({ ...LOCKED_DOWN, runAsUser: 0, runAsNonRoot: false });
  expect(agent.pod.automountServiceAccountToken).toBe(false);
  expect(agent.pod.hostNetwork).toBeUndefined();
});

test('it sees the node, and of its sockets those of one runtime', () => {
  expect(agent.hostMounts).toEqual([
    '/ /rootfs ro Directory HostToContainer',
    '/sys /sys ro Directory HostToContainer',
    '/run/containerd /run/containerd ro Directory HostToContainer',
  ]);
  expect(agent.container.args).toContain('--containerd=/run/containerd/containerd.sock');
});

test.each([
  [ContainerRuntimeSocket.CRIO, ['/run/crio /run/crio ro Directory'], undefined],
  [
    ContainerRuntimeSocket.DOCKER,
    ['/run /run ro Directory HostToContainer', '/var/lib/docker /var/lib/docker ro Directory HostToContainer'],
    '--docker=unix:///run/docker.sock',
  ],
])('with %s it asks that runtime', (runtime, mounts, flag) => {
  const other = cadvisor({ runtime });

  expect(other.hostMounts.slice(2)).toEqual(mounts);
  if (flag) expect(other.container.args).toContain(flag);
  expect(other.container.args.join(' ')).not.toContain('--containerd');
});

test.each<[string, CadvisorOptions, string[] | undefined]>([
  ['containerd', {}, undefined],
  ['Docker', { runtime: ContainerRuntimeSocket.DOCKER }, ['DAC_OVERRIDE']],
  ['CRI-O', { runtime: ContainerRuntimeSocket.CRIO }, ['DAC_OVERRIDE']],
  ['CRI-O without disks', { runtime: ContainerRuntimeSocket.CRIO, metrics: ['cpu'] }, undefined],
])('to measure what containers write it sees their files as others than root have them, with %s', (_, options, add) => {
  expect(cadvisor(options).container.securityContext.capabilities).toEqual({ ...(add && { add }), drop: ['ALL'] });
});

test('it serves its metrics on a port of its pod', () => {
  const moved = cadvisor({ port: 8081 });

  expect(agent.container.ports).toEqual([{ name: 'metrics', containerPort: 8080 }]);
  expect(moved.container.args).toContain('--port=8081');
  expect(moved.container.readinessProbe.httpGet).toMatchObject({ path: '/healthz', port: 8081 });
  expect(moved.one('Service').spec.ports).toMatchObject([{ name: 'metrics', port: 8081 }]);
});

test('labels of containers become labels of metrics when they are named', () => {
  expect(agent.container.args).toEqual(
    expect.arrayContaining([
      '--store_container_labels=false',
      '--whitelisted_container_labels=io.kubernetes.container.name,io.kubernetes.pod.namespace,io.kubernetes.pod.name',
    ]),
  );
  expect(cadvisor({ containerLabels: [] }).container.args.join(' ')).not.toContain('whitelisted');
});

test('groups of metrics are those that are named', () => {
  expect(cadvisor({ metrics: ['cpu', 'memory'] }).container.args).toContain('--enable_metrics=cpu,memory');
});

test('everything wrong is told at once', () => {
  expect(() =>
    Metrics.cadvisor({
      port: 0,
      metrics: ['memmory' as never],
      runtime: ContainerRuntimeSocket.CRI_DOCKERD,
      containerLabels: ['a,b'],
      args: ['--port=9', 'verbose'],
    }),
  ).toThrow(
    [
      'Metrics.cadvisor: port is 0: a port is a whole number from 1 to 65535',
      'Metrics.cadvisor: metrics: "memmory" is unknown; did you mean memory?',
      'Metrics.cadvisor: runtime is /run/cri-dockerd.sock, which cAdvisor cannot ask: name ContainerRuntimeSocket.CONTAINERD, CRIO or DOCKER',
      'Metrics.cadvisor: containerLabels: "a,b" is no name of a label',
      'Metrics.cadvisor: args: --port is set already; use the option for it',
      'Metrics.cadvisor: args: "verbose" is no flag: write --name or --name=value',
    ].join('\n'),
  );
  expect(() => Metrics.cadvisor({ metrics: [] })).toThrow('metrics is empty');
});
