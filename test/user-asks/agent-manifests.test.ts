import { Chart, Testing } from 'cdk8s';
import { nextVersion, planOf, rolloutOf, deadlocksOf, taint, warnings, warningsOf } from './ask-fixture';
import {
  Coverage,
  HostMount,
  ManifestValidator,
  NodeAgentDaemonSet,
  NodeInventory,
  PlacementChange,
  PlacementValidation,
  UpdateStrategy,
} from '../../src';
import { node, pod } from '../fixtures';
import {
  account,
  agent,
  bind,
  hostMount,
  nodeAffinity,
  nodes,
  role,
  rolling,
  selectedBy,
  surge,
} from '../lint/lint-fixture';

const gpuNode = node('gpu-1', { taints: [taint('nvidia.com/gpu', 'present')] });
const fargate = node('fargate-1', {
  labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
  taints: [taint('eks.amazonaws.com/compute-type', 'fargate')],
});
const windows = node('win-1', { labels: { 'kubernetes.io/os': 'windows' } });
const everything = { tolerations: [{ operator: 'Exists' }] };

test('1.1 logs of the GPU pool are missing, as the collector does not tolerate its taint (grafana/agent#1706)', () => {
  expect(warningsOf('kept-off-by-taint', [node('a'), gpuNode], [agent('agent')])).toEqual([
    'agent: does not tolerate nvidia.com/gpu=present:NoSchedule, so it does not run on gpu-1',
  ]);
});

test('1.1 a synth that requires every node fails with the taint (topolvm/topolvm#486)', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
  const daemon = new NodeAgentDaemonSet(chart, 'topolvm', { containers: [{ image: 'ghcr.io/topolvm/topolvm:1' }] });
  const inventory = NodeInventory.fromManifests([node('a'), gpuNode]);
  PlacementValidation.attach(chart, { inventory, require: [Coverage.everyNode(daemon)] });
  expect(() => Testing.synth(chart)).toThrow('Excluded on gpu-1: untolerated taint nvidia.com/gpu=present:NoSchedule');
});

test('1.1 a toleration with the operator Equals is no toleration (DataDog/helm-charts#207)', () => {
  const tolerations = [{ key: 'nvidia.com/gpu', operator: 'Equals', value: 'present' }];
  const [{ field, fix }] = ManifestValidator.validate(agent('datadog', { spec: { tolerations } }));
  expect([field, fix]).toEqual(['spec.template.spec.tolerations[0].operator', expect.stringContaining('Equal')]);
});

test('1.2 a driver that tolerates everything lands on the control plane (secrets-store-csi-driver#1177)', () => {
  const controlPlane = node('cp', { taints: [taint('node-role.kubernetes.io/control-plane')] });
  expect(
    warningsOf('tolerates-everything', [node('a'), controlPlane], [agent('secrets-store', { spec: everything })]),
  ).toEqual(['secrets-store: tolerates every taint: *']);
});

test('1.2 a security agent that tolerates everything lands on Fargate (CrowdStrike/falcon-helm#118)', () => {
  expect(warningsOf('virtual-node', [node('a'), fargate], [agent('falcon', { spec: everything })])).toEqual([
    'falcon: is wanted on fargate-1, where no kubelet runs daemon pods',
  ]);
});

test('1.3 an exclusion of Fargate that is appended as a term of its own excludes nothing (tigera/operator#2874)', () => {
  const affinity = nodeAffinity(
    [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }],
    [{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }],
  );
  const found = warnings([node('a'), fargate], [agent('calico-node', { spec: { ...everything, affinity } })]);
  expect(found).toContainEqual(expect.stringMatching(/^partial-exclusion calico-node: .*stands in some of 2/));
  expect(found).toContainEqual(expect.stringMatching(/^virtual-node calico-node: is wanted on fargate-1/));
});

test('1.4 images cannot be pulled on Windows nodes, as nothing says that the agent is for Linux (OneUptime#3041)', () => {
  const collector = agent('collector', hostMount('/var/log', 'Directory', { readOnly: true }));
  const found = warnings([node('a'), windows], [collector]);
  expect(found).toContain('wrong-operating-system collector: is made for linux and wanted on win-1, which run Windows');
  expect(warningsOf('no-os-selector', [node('a')], [collector])).toHaveLength(1);
});

test('1.5 the second exporter wants the port 9100 that OpenShift has already (dell/csm#1783)', () => {
  const ports = [{ containerPort: 9100 }];
  const openshift = pod('node-exporter-x', 'a', {
    metadata: { namespace: 'openshift-monitoring' },
    spec: { hostNetwork: true, containers: [{ name: 'e', image: 'e:1', ports }] },
  });
  const exporter = agent('node-exporter', { container: { ports }, spec: { hostNetwork: true } });
  expect(warningsOf('host-port-clash', [node('a'), openshift], [exporter])).toEqual([
    'node-exporter: wants host port 9100/TCP that running pods hold: openshift-monitoring/node-exporter-x on a',
  ]);
  const inPodNetwork = agent('node-exporter', { container: { ports } });
  expect(warningsOf('host-port-clash', [node('a'), openshift], [inPodNetwork])).toEqual([]);
});

test('1.5 a process binds a port that nobody declared, and crashes instead of waiting (dash0-operator#1359)', () => {
  const container = { image: 'prom/node-exporter:v1', args: ['--web.listen-address=:9100'] };
  expect(
    warningsOf('undeclared-host-port', [node('a')], [agent('e', { container, spec: { hostNetwork: true } })]),
  ).toEqual(['e: container agent listens on 9100 of the host network and declares no such port']);
});

test('1.6 a rollout by surge never ends, as the old pod holds the host port (traefik/traefik-helm-chart#645)', () => {
  const traefik = agent('traefik', { container: { ports: [{ containerPort: 80, hostPort: 80 }] }, more: surge() });
  expect(warningsOf('surge-host-port', nodes(2), [traefik])).toEqual([
    'traefik: maxSurge is 1 and the pod holds host port 80/TCP: the new pod waits for ever for the old one to release it',
  ]);
});

test('1.7 a rollout over sixty nodes takes forty minutes (secrets-store-csi-driver#361)', () => {
  const driver = agent('secrets-store');
  expect(warningsOf('slow-rollout', nodes(60), [driver])).toEqual([
    'secrets-store: maxUnavailable comes to 1: a rollout over 60 nodes takes 60 waves, one after the other',
  ]);
  const { plan } = rolloutOf(nodes(60), [driver], [nextVersion(driver)], { startSeconds: 40 });
  expect(plan.toJson().seconds.max).toBeGreaterThan(2400);
  expect(UpdateStrategy.rolling()._toKube()).toMatchObject({ rollingUpdate: { maxUnavailable: '10%' } });
});

test('1.8 more nodes are down than the budget allows, so no pod is replaced (NVIDIA/NVSentinel#1764)', () => {
  const down = Array.from({ length: 20 }, (_, i) =>
    node(`z-down-${i}`, { taints: [taint('node.kubernetes.io/unreachable', undefined, 'NoExecute')] }),
  );
  const [found] = warningsOf('budget-spent', [...nodes(268), ...down], [agent('driver', { more: rolling('5%') })]);
  expect(found).toMatch(/^driver: maxUnavailable comes to 15, and its pods on 20 nodes are unavailable already/);
});

test('1.8 a new agent starts on every node at once, whatever its budget (aws/aws-eks-best-practices#645)', () => {
  const { plan } = rolloutOf(nodes(50), [], [agent('watcher')]);
  expect(plan.toJson().waves).toMatchObject([{ at: 0, action: 'Create', nodes: { length: 50 } }]);
});

test('1.9 a pipeline knows how many pods to wait for, and whether waiting ends (helm/helm#10722)', () => {
  const cluster = [...nodes(3), gpuNode];
  const { desired } = planOf(cluster, [agent('logs')]).toJson().daemonSets[0];
  const onDelete = agent('logs', { more: { updateStrategy: { type: 'OnDelete' } } });
  const { rolloutStatus } = rolloutOf(cluster, [onDelete], [nextVersion(onDelete)]).plan.toJson();
  expect([desired, rolloutStatus.done]).toEqual([3, false]);
});

test('1.10 the agent stays Pending on nodes that workloads have filled (kubescape/helm-charts#322)', () => {
  const full = pod('web', 'a', { requests: { cpu: '3950m' } });
  const found = warnings([node('a'), full], [agent('node-agent')]);
  expect(found).toContain(
    'pending-for-ever node-agent: stays Pending on a, filled by pods of its priority 0 or a higher one',
  );
  expect(found).toContainEqual(expect.stringMatching(/^no-priority-class node-agent: /));
});

test('1.10 an autoscaler loops, as the agent has limits and no requests (karpenter-provider-aws#1573)', () => {
  const container = { resources: { limits: { cpu: '1', memory: '1Gi' } } };
  const [found] = warningsOf('limits-without-requests', nodes(1), [agent('agent', { container })]);
  expect(found).toContain('has limits and no requests for cpu 1, memory 1Gi: every node reserves as much');
});

test('1.10 a LimitRange decides what the agent costs each node (kubernetes-sigs/karpenter#169)', () => {
  const limitRange = {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults', namespace: 'agents' },
    spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '500m' } }] },
  };
  const plan = planOf(nodes(2), [agent('agent', { container: { resources: {} } }), limitRange]);
  expect(plan.overhead().classes[0].requests).toMatchObject({ cpu: 500, pods: 1 });
});

test('1.11 the agent for large nodes is added, and the other one runs there too (projectcalico/calico#8104)', () => {
  const cluster = [node('a'), node('big', { labels: { pool: 'big' } })];
  const variant = (name: string, spec: object) => {
    const daemon = selectedBy(name, { 'k8s-app': 'calico-node', size: name });
    Object.assign(daemon.spec.template.spec, agent(name, { spec }).spec.template.spec);
    return daemon;
  };
  const both = [variant('small', {}), variant('large', { nodeSelector: { pool: 'big' } })];
  expect(warningsOf('variants-overlap', cluster, both)).toEqual([
    'large: runs the same images as agents/small, also on big',
  ]);
});

test('1.12 the labeller does not tolerate the taint, so the plugin never comes (NVIDIA/k8s-device-plugin#1934)', () => {
  const tolerations = [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }];
  const gpu = node('gpu-1', { taints: [taint('nvidia.com/gpu', 'true')] });
  const worker = agent('nfd-worker', {
    container: { image: 'registry.k8s.io/nfd/node-feature-discovery:v0.17.3' },
    spec: { tolerations },
  });
  const plugin = agent('device-plugin', {
    spec: {
      nodeSelector: { 'feature.node.kubernetes.io/pci-10de.present': 'true' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
    },
  });
  const found = warnings([node('a'), gpu], [worker, plugin]);
  expect(found).toContainEqual(
    expect.stringMatching(/^toleration-misses-taint nfd-worker: .*nvidia.com\/gpu=true:NoSchedule/),
  );
  expect(found).toContainEqual(expect.stringMatching(/^unset-label device-plugin: .*agents\/nfd-worker sets/));
});

test('1.12 the driver that removes a startup taint does not tolerate it (kubernetes-sigs/aws-ebs-csi-driver#1232)', () => {
  const driver = agent('ebs-csi-node', {
    container: { image: 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.50.0' },
    spec: { hostNetwork: true },
  });
  const startupTaints = [taint('ebs.csi.aws.com/agent-not-ready', undefined, 'NoExecute')];
  expect(deadlocksOf(nodes(1), [driver], { startupTaints }).join()).toContain('ebs.csi.aws.com/agent-not-ready');
});

test('1.13 a pod that is deleted on a node which Karpenter drains does not come back (kubernetes-sigs/karpenter#2704)', () => {
  const cluster = [node('a', { labels: { 'karpenter.sh/nodepool': 'default' } })];
  expect(warningsOf('drain-gap', cluster, [agent('logs')])).toEqual([
    'logs: does not tolerate karpenter.sh/disrupted:NoSchedule, and Karpenter manages a',
  ]);
  const { daemonSets } = planOf(cluster, [agent('logs')]).after([
    { kind: 'addTaint', node: 'a', taint: taint('karpenter.sh/disrupted') },
  ]);
  expect(daemonSets[0].outcomes).toMatchObject([{ outcome: 'kept', nodes: ['a'], stranded: true }]);
});

test('1.14 the mount of a socket becomes a directory (submariner-io/submariner-operator#2846)', () => {
  const routeAgent = agent('routeagent', hostMount('/run/openvswitch/db.sock'));
  expect(warningsOf('socket-host-path', nodes(1), [routeAgent])).toEqual([
    'routeagent: the volume host mounts the socket /run/openvswitch/db.sock with no type',
  ]);
  const [untyped] = warningsOf('host-path-type', nodes(1), [
    agent('x', hostMount('/var/lib/x', '', { readOnly: true })),
  ]);
  expect(untyped).toContain('mounts /var/lib/x of the node without a type');
});

test('1.14 a driver mounts bidirectionally and is not privileged (container-image-csi-driver#178)', () => {
  const driver = agent('driver', hostMount('/var/lib/kubelet', 'Directory', { mountPropagation: 'Bidirectional' }));
  expect(warningsOf('bidirectional-not-privileged', nodes(1), [driver])).toHaveLength(1);
});

test('1.15 a collector that is not root reads no log (signalfx/splunk-otel-collector-chart#887)', () => {
  const { container, spec } = hostMount('/var/log/pods', 'Directory', { readOnly: true });
  const securityContext = { runAsUser: 20000, runAsGroup: 20000 };
  expect(
    warningsOf('non-root-logs', nodes(1), [agent('otel', { container: { ...container, securityContext }, spec })]),
  ).toEqual(['otel: container agent reads /var/log/pods as user 20000']);
});

test('1.16 a Pod Security label stands on the pod, where it does nothing (prometheus-community/helm-charts#4837)', () => {
  const labels = { app: 'exporter', 'pod-security.kubernetes.io/enforce': 'privileged' };
  expect(warningsOf('pod-security-label', nodes(1), [selectedBy('exporter', labels)])).toEqual([
    'exporter: the pod template carries the label pod-security.kubernetes.io/enforce=privileged, which counts on a Namespace only',
  ]);
});

test('1.16 privileges that Autopilot and Pod Security refuse are told (DataDog/helm-charts#549, helm-charts#6148)', () => {
  const found = warnings(nodes(1), [
    agent('datadog', { container: { securityContext: { privileged: true } }, spec: { hostPID: true } }),
  ]);
  expect(found).toContain('privileged datadog: the container agent may do everything on the node');
  expect(found).toContain('host-pid datadog: hostPID is true: it sees every process of the node');
});

test('1.17 an upgrade is refused, as the selector holds the version of the chart (NVIDIA/k8s-device-plugin#701)', () => {
  const release = (version: string) => selectedBy('plugin', { app: 'plugin', 'helm.sh/chart': `plugin-${version}` });
  expect(warningsOf('selector-labels', nodes(1), [release('0.15')])).toEqual([
    'plugin: the selector contains helm.sh/chart, and can never be changed',
  ]);
  const [changed] = warningsOf('selector-changed', nodes(1), [release('0.16')], { previous: [release('0.15')] });
  expect(changed).toContain('the update is refused');
  expect(ManifestValidator.validate(release('0.16'), release('0.15')).map(({ field }) => field)).toContain(
    'spec.selector',
  );
});

test('1.18 with OnDelete a new version waits for somebody to delete pods (Mellanox/network-operator#270)', () => {
  const driver = agent('ofed-driver', { more: { updateStrategy: { type: 'OnDelete' } } });
  const { blockers } = rolloutOf(nodes(2), [driver], [nextVersion(driver)]);
  expect(blockers.join()).toContain('ondelete: the update strategy is OnDelete: the old pods on 2 nodes stay');
});

test('1.19 the exporter does not see what is mounted after it started (prometheus/node_exporter#474)', () => {
  expect(
    warningsOf('mount-propagation', nodes(1), [agent('exporter', hostMount('/', 'Directory', { readOnly: true }))]),
  ).toEqual(['exporter: container agent mounts / of the node without propagation']);
  expect(HostMount.root()).toMatchObject({ readOnly: true, propagation: 'HostToContainer' });
});

test('1.20 every node watches all pods, secrets and config maps of the cluster (grafana/beyla#824)', () => {
  const resources = ['pods', 'secrets', 'configmaps'];
  const found = warnings(nodes(3), [agent('alloy', account), bind('alloy'), role(resources, ['list', 'watch'])]);
  const rules = found.map((each) => each.split(' ')[0]);
  expect(rules).toEqual(expect.arrayContaining(['pod-watch-without-node', 'secrets-watch', 'config-maps-watch']));
});

test('1.21 the agent needs more memory: does everything still fit? (kubernetes/kubernetes#32677)', () => {
  const cluster = [node('a'), node('small', { allocatable: { memory: '256Mi' } })];
  const before = planOf(cluster, [agent('fluentd')]);
  const container = { resources: { requests: { cpu: '100m', memory: '512Mi' } } };
  const change = PlacementChange.between(before, planOf(cluster, [agent('fluentd', { container })]));
  expect(change.daemonSets[0].pending).toEqual({ before: 0, after: 1 });
  expect(change.requests.total.memory).toBeGreaterThan(0);
});
