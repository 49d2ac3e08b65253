import { SecurityAgent } from '../../../src/agents/security-agent';
import { SecuritySensor } from '../../../src/agents/security-agent/security-sensor';
import { TetragonOptions } from '../../../src/agents/security-agent/tetragon-options';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

const POLICY = 'apiVersion: cilium.io/v1alpha1\nkind: TracingPolicy\nmetadata:\n  name: kill\nspec: {}\n';

function manifests(options: TetragonOptions = {}): Manifests {
  return synthesize((chart) => new SecurityAgent(chart, 'tetragon', { sensor: SecuritySensor.tetragon(options) }));
}

const agent = manifests();
const [tetragon, stdout] = agent.pod.containers;
const denied = ({ all }: Manifests) =>
  all
    .find(({ kind }) => kind === 'ConfigMap')
    .data['export-denylist'].split('\n')
    .map((line: string) => JSON.parse(line));

test('its programs stay on the node, which takes a privileged container, and nothing else does', () => {
  expect(tetragon.securityContext).toMatchObject({ privileged: true });
  expect(agent.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toMatch(/^tetragon: leaves eBPF/);
  expect(stdout.securityContext).toEqual({ ...LOCKED_DOWN, runAsUser: 0, runAsNonRoot: false });
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('it reads /proc of the node, and writes its own directories only', () => {
  expect(hostMountsOf(tetragon, agent.pod)).toEqual([
    '/sys/fs/bpf /sys/fs/bpf rw DirectoryOrCreate Bidirectional',
    '/run/tetragon /var/run/tetragon rw DirectoryOrCreate',
    '/var/log/tetragon /var/log/tetragon rw DirectoryOrCreate',
    '/proc /procRoot ro Directory',
  ]);
  expect(hostMountsOf(stdout, agent.pod)).toEqual(['/var/log/tetragon /var/log/tetragon ro DirectoryOrCreate']);
});

test('it watches before there is a network of pods, ends at once, and holds no port but that of its metrics', () => {
  expect(agent.pod).toMatchObject({ hostNetwork: true, terminationGracePeriodSeconds: 1 });
  expect(tetragon.ports).toEqual([{ name: 'metrics', containerPort: 2112, hostPort: 2112 }]);
  expect(agent.one('ConfigMap').data).toMatchObject({
    'metrics-server': ':2112',
    'server-address': 'unix:///var/run/tetragon/tetragon.sock',
    procfs: '/procRoot',
  });
  expect(tetragon.livenessProbe.exec.command).toContain('unix:///var/run/tetragon/tetragon.sock');
});

test('events go to a file, from there to standard output, and none of a pod is left out', () => {
  expect(agent.one('ConfigMap').data['export-filename']).toBe('/var/log/tetragon/tetragon.log');
  expect(stdout.args).toEqual(['/var/log/tetragon/tetragon.log']);
  expect(denied(agent)).toEqual([{ health_check: true }]);
  expect(denied(manifests({ excludeNamespaces: ['kube-system'] }))).toEqual([
    { health_check: true },
    { namespace: ['kube-system'] },
  ]);
  expect(manifests({ stdout: false }).pod.containers).toHaveLength(1);
});

test('policies come from files of its ConfigMap, each in the place that it is looked for', () => {
  const own = manifests({ policies: { 'kill.yaml': POLICY } });
  const mounted = Object.fromEntries(
    own.pod.containers[0].volumeMounts.map(({ name, mountPath }: any) => [
      mountPath,
      own.pod.volumes.find((volume: any) => volume.name === name).configMap?.items?.map(({ key }: any) => key),
    ]),
  );

  expect(mounted['/etc/tetragon/tetragon.tp.d']).toEqual(['kill.yaml']);
  expect(mounted['/etc/tetragon/tetragon.conf.d']).toContain('export-filename');
  expect(mounted['/etc/tetragon/tetragon.conf.d']).not.toContain('kill.yaml');
  expect(own.checksum).not.toBe(agent.checksum);
  expect(ManifestValidator.validate(own.daemonSet)).toEqual([]);
});

test('it reads policies of the cluster when told so, and has no permission for it otherwise', () => {
  const resources = (each: Manifests) => each.one('ClusterRole').rules.flatMap((rule: any) => rule.resources);
  const reading = manifests({ policyObjects: true });

  expect(resources(agent)).toEqual(['pods', 'namespaces', 'nodes']);
  expect(agent.one('ConfigMap').data['enable-tracing-policy-crd']).toBe('false');
  expect(resources(reading)).toEqual(expect.arrayContaining(['tracingpolicies', 'customresourcedefinitions']));
  expect(reading.one('ConfigMap').data['enable-tracing-policy-crd']).toBe('true');
});

test('everything wrong is told at once', () => {
  const options = { metricsPort: 0, policies: { kill: 'kind: Pod' }, excludeNamespaces: ['a.b'] };
  expect(() => SecuritySensor.tetragon(options)).toThrow(
    [
      'SecuritySensor.tetragon: metricsPort is 0: a port is a whole number from 1 to 65535',
      'SecuritySensor.tetragon: policies: "kill" is no name of a YAML file',
      'SecuritySensor.tetragon: policies: kill is no TracingPolicy',
      'SecuritySensor.tetragon: excludeNamespaces: "a.b" is no name of a namespace',
    ].join('\n'),
  );
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});
