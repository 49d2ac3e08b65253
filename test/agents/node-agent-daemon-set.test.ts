import { ApiObject, App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { IMAGE, faultsOf, manifestOf, newAgent, newChart, podOf } from './agent-fixture';
import { HostMount } from '../../src/agents/host-mount';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import { NodeSet } from '../../src/agents/node-set';

const SELECTOR = { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'agent' };

test('the smallest agent', () => {
  expect(manifestOf(newAgent())).toMatchSnapshot();
});

describe('the name', () => {
  test.each<[string, object, string]>([
    ['node-exporter', {}, 'node-exporter'],
    ['NodeExporter', {}, 'node-exporter'],
    ['logs', { instance: 'audit' }, 'audit'],
    ['logs', { instance: 'audit', metadata: { name: 'fixed' } }, 'fixed'],
    ['logs', { name: 'fluent-bit' }, 'logs'],
  ])('of construct %s with %j is %s, whatever its path', (id, props, name) => {
    const deep = new Construct(new Construct(newChart(), 'platform'), 'observability');
    const agent = new NodeAgentDaemonSet(deep, id, { containers: [{ image: IMAGE }], ...props });
    expect(agent.name).toBe(name);
    expect(faultsOf(agent)).toEqual([]);
  });
});

describe('the selector', () => {
  const selectorOf = (agent: NodeAgentDaemonSet) => manifestOf(agent).spec.selector;
  const labelsOf = (agent: NodeAgentDaemonSet) => manifestOf(agent).spec.template.metadata.labels;

  test('is name and instance, and the pods have them', () => {
    const agent = newAgent({ name: 'fluent-bit', instance: 'audit' });
    const labels = { 'app.kubernetes.io/name': 'fluent-bit', 'app.kubernetes.io/instance': 'audit' };
    expect(selectorOf(agent)).toEqual({ matchLabels: labels });
    expect(labelsOf(agent)).toEqual(labels);
    expect(manifestOf(agent).metadata.labels).toEqual(labels);
  });

  test('takes the name of the object for the instance', () => {
    expect(selectorOf(newAgent({ metadata: { name: 'logs-eu' } })).matchLabels).toEqual({
      'app.kubernetes.io/name': 'agent',
      'app.kubernetes.io/instance': 'logs-eu',
    });
  });

  test("is not changed by a user's labels, wherever they come from, by the image, or by where the construct is", () => {
    const app = new App();
    const chart = new Chart(app, 'elsewhere', { labels: { team: 'platform' } });
    const agent = new NodeAgentDaemonSet(new Construct(chart, 'moved'), 'agent', {
      containers: [{ image: 'registry.example.com/agent:v9' }],
      metadata: { labels: { version: 'v9' } },
      podMetadata: { labels: { version: 'v9' }, annotations: { note: 'x' } },
    });
    agent.podMetadata.addLabel('added', 'later');
    expect(selectorOf(agent)).toEqual({ matchLabels: SELECTOR });
    expect(labelsOf(agent)).toEqual({ ...SELECTOR, version: 'v9', added: 'later' });
    expect(manifestOf(agent).spec.template.metadata.annotations).toEqual({ note: 'x' });
  });

  test('can be that of a DaemonSet that exists', () => {
    const agent = newAgent({ selectorLabels: { 'k8s-app': 'fluent-bit' } });
    expect(selectorOf(agent)).toEqual({ matchLabels: { 'k8s-app': 'fluent-bit' } });
    expect(labelsOf(agent)).toEqual({ ...SELECTOR, 'k8s-app': 'fluent-bit' });
    expect(faultsOf(agent)).toEqual([]);
  });

  test('grows with select(), and so do the labels of the pods', () => {
    const agent = newAgent();
    agent.select(kplus.LabelSelector.of({ labels: { ring: 'canary' } }));
    expect(selectorOf(agent).matchLabels).toEqual({ ...SELECTOR, ring: 'canary' });
    expect(labelsOf(agent)).toEqual({ ...SELECTOR, ring: 'canary' });
  });
});

describe('JSON patches use the paths of the manifest', () => {
  test.each<[string, unknown]>([
    ['/spec/template/spec/hostPID', true],
    ['/spec/updateStrategy/rollingUpdate/maxSurge', 1],
    ['/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu', '1'],
    ['/spec/template/spec/containers/0/securityContext/appArmorProfile', { type: 'RuntimeDefault' }],
    ['/spec/template/spec/containers/0/volumeMounts/0/recursiveReadOnly', 'Enabled'],
    ['/spec/template/spec/resources', { requests: { cpu: '100m' }, limits: { memory: '1Gi' } }],
    ['/spec/template/spec/imagePullSecrets', [{ name: 'registry' }]],
    ['/spec/template/spec/fieldOfTheFuture', { nested: [1, 'two'] }],
  ])('%s', (path, value) => {
    const agent = newAgent({ containers: [{ image: IMAGE, hostMounts: [HostMount.logs()] }] });
    ApiObject.of(agent).addJsonPatch(JsonPatch.add(path, value));
    const found = path
      .slice(1)
      .split('/')
      .reduce((at, key) => at[key.replace('~1', '/')], manifestOf(agent));
    expect(found).toEqual(value);
  });
});

test('reading the manifest before the synth changes nothing', () => {
  const agent = newAgent({
    nodes: NodeSet.anyOf(NodeSet.labelled('a'), NodeSet.labelled('b')).except(NodeSet.labelled('c')),
    containers: [{ image: IMAGE, portNumber: 80, hostMounts: [HostMount.root()] }],
    hostNetwork: true,
  });
  agent.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.exists('d')));
  const first = manifestOf(agent);
  expect(manifestOf(agent)).toEqual(first);
  expect(Testing.synth(Chart.of(agent))).toEqual([first]);
});

test('rollout settings', () => {
  const spec = (props: object) => manifestOf(newAgent(props)).spec;
  expect(spec({ minReady: Duration.minutes(1), revisionHistoryLimit: 3 })).toMatchObject({
    minReadySeconds: 60,
    revisionHistoryLimit: 3,
  });
  expect(spec({})).not.toHaveProperty('minReadySeconds');
  expect(spec({})).not.toHaveProperty('revisionHistoryLimit');
  expect(spec({ revisionHistoryLimit: 0 }).revisionHistoryLimit).toBe(0);
});

describe('containers', () => {
  test('of every way to add them have the defaults of an agent', () => {
    const agent = newAgent();
    agent.addContainer({ image: IMAGE, name: 'added' });
    agent.addAgentContainer({ image: IMAGE, name: 'added-agent' });
    agent.addInitContainer({ image: IMAGE });
    agent.addAgentInitContainer({ image: IMAGE });
    const { containers, initContainers } = podOf(agent);
    expect(containers.map((each: any) => each.name)).toEqual(['main', 'added', 'added-agent']);
    expect(initContainers.map((each: any) => each.name)).toEqual(['init-0', 'init-1']);
    for (const container of [...containers, ...initContainers]) {
      expect(container.resources.requests).toEqual({ cpu: '50m', memory: '64Mi' });
      expect(container.imagePullPolicy).toBe('IfNotPresent');
    }
  });

  test('that run beside the others may have probes, init containers may not', () => {
    const liveness = kplus.Probe.fromCommand(['true']);
    const sidecar = { image: IMAGE, liveness, restartPolicy: kplus.ContainerRestartPolicy.ALWAYS };
    expect(podOf(newAgent({ initContainers: [sidecar] })).initContainers[0]).toMatchObject({
      restartPolicy: 'Always',
      livenessProbe: { exec: { command: ['true'] } },
    });
    expect(() => newAgent({ initContainers: [{ image: IMAGE, liveness }] })).toThrow(
      'Init container "init-0" has liveness: only sidecars are probed',
    );
  });

  test('mount volumes of cdk8s-plus, which the pod then has', () => {
    const agent = newAgent();
    const configMap = new kplus.ConfigMap(Chart.of(agent), 'config', { data: { 'agent.yaml': 'a: 1' } });
    agent.containers[0].mount('/etc/agent', kplus.Volume.fromConfigMap(agent, 'config', configMap), { readOnly: true });
    const [volume] = podOf(agent).volumes;
    expect(volume.configMap.name).toBe(configMap.name);
    expect(podOf(agent).containers[0].volumeMounts).toEqual([
      { name: volume.name, mountPath: '/etc/agent', readOnly: true },
    ]);
  });
});

describe('mountHost()', () => {
  test('mounts in the first container, or the one that is named', () => {
    const agent = newAgent();
    const other = agent.addAgentContainer({ image: IMAGE, name: 'other' });
    agent.mountHost(HostMount.logs());
    agent.mountHost(HostMount.libModules(), other);
    expect(podOf(agent).containers.map((each: any) => each.volumeMounts[0].mountPath)).toEqual([
      '/var/log',
      '/lib/modules',
    ]);
  });

  test('throws while there is no container', () => {
    expect(() => newAgent({ containers: [] }).mountHost(HostMount.logs())).toThrow('the agent has no container yet');
  });
});

describe('addConfigChecksum()', () => {
  function checksums(data: Record<string, string>, binaryData?: Record<string, string>): string {
    const agent = newAgent({ podMetadata: { annotations: { note: 'kept' } } });
    const configMap = new kplus.ConfigMap(Chart.of(agent), 'config', { data, binaryData });
    agent.addConfigChecksum(configMap);
    const { annotations } = manifestOf(agent).spec.template.metadata;
    expect(annotations.note).toBe('kept');
    return annotations['checksum/config'];
  }

  test('changes with the data, and with nothing else', () => {
    expect(checksums({ a: '1', b: '2' })).toMatch(/^[0-9a-f]{64}$/);
    expect(checksums({ a: '1', b: '2' })).toBe(checksums({ b: '2', a: '1' }));
    expect(checksums({ a: '1', b: '2' })).not.toBe(checksums({ a: '1', b: '3' }));
    expect(checksums({ a: '1' })).not.toBe(checksums({}, { a: '1' }));
  });

  test('sees data that is added after it', () => {
    const agent = newAgent();
    const configMap = new kplus.ConfigMap(Chart.of(agent), 'config');
    const checksum = () => manifestOf(agent).spec.template.metadata.annotations['checksum/config'];
    agent.addConfigChecksum(configMap);
    const before = checksum();
    configMap.addData('a', '1');
    expect(checksum()).not.toBe(before);
  });
});

describe('what cdk8s-plus does with a workload', () => {
  test('a service selects the pods by the selector of the agent', () => {
    const agent = newAgent();
    const service = new kplus.Service(Chart.of(agent), 'metrics', { selector: agent, ports: [{ port: 9100 }] });
    expect(ApiObject.of(service).toJson().spec.selector).toEqual(SELECTOR);
  });

  test('connections make network policies for the pods, in their namespace', () => {
    const agent = newAgent({ containers: [{ image: IMAGE, portNumber: 9100 }] });
    const other = new NodeAgentDaemonSet(Chart.of(agent), 'other', { containers: [{ image: IMAGE, portNumber: 80 }] });
    agent.connections.allowTo(other);
    const policies = Testing.synth(Chart.of(agent)).filter((object: any) => object.kind === 'NetworkPolicy');
    expect(policies.map(({ metadata, spec }: any) => [metadata.namespace, spec.podSelector.matchLabels])).toEqual([
      ['agents', SELECTOR],
      ['agents', { 'app.kubernetes.io/name': 'other', 'app.kubernetes.io/instance': 'other' }],
    ]);
  });

  test('a service account brings its token, which can be refused', () => {
    const chart = newChart();
    const serviceAccount = new kplus.ServiceAccount(chart, 'account', { metadata: { name: 'reader' } });
    const agent = new NodeAgentDaemonSet(chart, 'agent', { containers: [{ image: IMAGE }], serviceAccount });
    expect(podOf(agent)).toMatchObject({ serviceAccountName: 'reader', automountServiceAccountToken: true });
    expect(podOf(newAgent({ serviceAccount, automountServiceAccountToken: false })).automountServiceAccountToken).toBe(
      false,
    );
    expect(podOf(newAgent()).automountServiceAccountToken).toBe(false);

    const role = new kplus.ClusterRole(chart, 'role');
    role.allowRead(kplus.ApiResource.PODS);
    role.bind(agent);
    const binding = Testing.synth(chart).find((object: any) => object.kind === 'ClusterRoleBinding');
    expect(binding.subjects).toEqual([expect.objectContaining({ kind: 'ServiceAccount', name: 'reader' })]);
  });

  test('environment, registry credentials and volumes of their own are rendered', () => {
    const chart = newChart();
    const volume = kplus.Volume.fromEmptyDir(chart, 'scratch', 'scratch');
    const agent = new NodeAgentDaemonSet(chart, 'agent', {
      containers: [
        { image: IMAGE, envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) } },
      ],
      dockerRegistryAuth: kplus.Secret.fromSecretName(chart, 'registry', 'registry'),
      volumes: [volume],
    });
    const pod = podOf(agent);
    expect(pod.containers[0].env).toEqual([
      { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
    expect(pod.imagePullSecrets).toEqual([{ name: 'registry' }]);
    expect(pod.volumes).toEqual([{ name: 'scratch', emptyDir: {} }]);
  });
});
