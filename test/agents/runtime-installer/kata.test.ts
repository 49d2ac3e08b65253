import { RuntimeInstaller } from '../../../src/agents/runtime-installer';
import { KataDistribution, KataHypervisor, KataOptions } from '../../../src/agents/runtime-installer/kata-options';
import { SandboxRuntime } from '../../../src/agents/runtime-installer/sandbox-runtime';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

function manifests(options: KataOptions = {}): Manifests {
  return synthesize((chart) => new RuntimeInstaller(chart, 'kata', { runtime: SandboxRuntime.kata(options) }));
}

const agent = manifests();
const env = (each: Manifests) =>
  Object.fromEntries(each.container.env.map(({ name, value }: any) => [name, value]).filter(([, v]: any) => v));

test('it is not privileged, and cannot write its image', () => {
  expect(agent.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    capabilities: { add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER'], drop: ['ALL'] },
    runAsUser: 0,
    runAsNonRoot: false,
  });
  expect(agent.pod.hostPID).toBeUndefined();
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('it comes before what waits for it, and has time to start and to end', () => {
  expect(agent.pod).toMatchObject({
    priorityClassName: 'system-node-critical',
    terminationGracePeriodSeconds: 600,
  });
  expect(agent.container.startupProbe).toMatchObject({
    httpGet: { path: '/healthz', port: 8090 },
    failureThreshold: 60,
    periodSeconds: 10,
  });
  expect(agent.container.readinessProbe.httpGet.path).toBe('/readyz');
});

test('it writes where it installs, and every path has a type', () => {
  expect(agent.hostMounts.filter((mount) => mount.includes(' rw '))).toEqual([
    '/etc/containerd /etc/containerd rw Directory',
    '/opt/kata /opt/kata rw DirectoryOrCreate',
    '/etc/systemd/system /etc/systemd/system rw DirectoryOrCreate',
    '/run/systemd/private /run/systemd/private rw Socket',
    '/run/lock /host-run-lock rw DirectoryOrCreate',
  ]);
  expect(agent.pod.volumes.filter(({ hostPath }: any) => hostPath && !hostPath.type)).toEqual([]);
});

test('pods ask for it by a RuntimeClass that counts the virtual machine and selects nodes that have it', () => {
  expect(agent.one('RuntimeClass')).toEqual({
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'kata-qemu' },
    handler: 'kata-qemu',
    overhead: { podFixed: { cpu: '250m', memory: '320Mi' } },
    scheduling: { nodeSelector: { 'katacontainers.io/kata-runtime': 'true' } },
  });
});

test('each hypervisor is installed where it runs, with a RuntimeClass of its own', () => {
  const several = manifests({ hypervisors: [KataHypervisor.CLOUD_HYPERVISOR, KataHypervisor.QEMU_NVIDIA_GPU] });

  expect(env(several)).toMatchObject({
    SHIMS_X86_64: 'clh qemu-nvidia-gpu',
    DEFAULT_SHIM_X86_64: 'clh',
    SHIMS_AARCH64: 'clh',
  });
  expect(env(several)).not.toHaveProperty('SHIMS_S390X');
  expect(JSON.stringify(several.pod.affinity)).toContain('["amd64","arm64"]');
  expect(several.all.filter(({ kind }) => kind === 'RuntimeClass').map(({ overhead }) => overhead.podFixed)).toEqual([
    { cpu: '250m', memory: '130Mi' },
    { cpu: '1', memory: '10Gi' },
  ]);
});

test('the configuration of the one container runtime of the nodes is written', () => {
  const k3s = manifests({ distribution: KataDistribution.K3S });
  const crio = manifests({ distribution: KataDistribution.CRIO });

  expect(k3s.hostMounts).toContain('/var/lib/rancher/k3s/agent/etc/containerd /etc/containerd rw Directory');
  expect(env(k3s).K8S_DISTRIBUTION).toBe('k3s');
  expect(crio.hostMounts).toContain('/etc/crio /etc/crio rw Directory');
  expect(crio.hostMounts.join()).not.toContain('/etc/containerd');
});

test('a node is labelled, and unlocked, once the runtime is there', () => {
  const unlocking = manifests({ startupTaints: ['example.com/kata-not-ready'] });
  const bootstrap = ({ daemonSet }: Manifests) =>
    JSON.parse(daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap']);
  const provides = { labels: { 'katacontainers.io/kata-runtime': 'true' } };

  expect(bootstrap(agent)).toEqual({ provides, requires: ['serviceNetwork'] });
  expect(bootstrap(unlocking)).toMatchObject({ removesTaints: ['example.com/kata-not-ready'] });
  expect(unlocking.pod.tolerations).toEqual([{ key: 'example.com/kata-not-ready', operator: 'Exists' }]);
  expect(env(unlocking).STARTUP_TAINTS).toBe('example.com/kata-not-ready');
});

test('it may label its node and look at itself, and not ask the kubelets of all nodes', () => {
  expect(agent.one('ClusterRole').rules.map(({ resources, verbs }: any) => `${resources} ${verbs}`)).toEqual([
    'nodes get,patch',
    'daemonsets get,list,watch',
  ]);
});

test('everything wrong is told at once', () => {
  const { QEMU } = KataHypervisor;
  expect(() => SandboxRuntime.kata({ hypervisors: [QEMU, QEMU], startupTaints: ['not ready'] })).toThrow(
    [
      'SandboxRuntime.kata: hypervisors has "qemu" more than once',
      'SandboxRuntime.kata: startupTaints: "not ready" is not a taint key',
    ].join('\n'),
  );
  expect(() => SandboxRuntime.kata({ hypervisors: [] })).toThrow('there is nothing to install');
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});
