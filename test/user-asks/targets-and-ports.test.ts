import { taint, warnings, warningsOf } from './ask-fixture';
import { node, pod } from '../fixtures';
import { agent, hostMount, nodes } from '../lint/lint-fixture';

const exporter = (name: string) =>
  agent(name, { container: { ports: [{ containerPort: 9100 }] }, spec: { hostNetwork: true } });

test('2.38 pods of an agent that tolerates everything are Pending on virtual nodes (aws-efs-csi-driver#340)', () => {
  const virtual = node('vk', {
    labels: { type: 'virtual-kubelet' },
    taints: [taint('virtual-kubelet.io/provider', 'azure')],
  });
  const driver = agent('efs-csi-node', { spec: { tolerations: [{ operator: 'Exists' }] } });
  expect(warningsOf('virtual-node', [node('a'), virtual], [driver])).toEqual([
    'efs-csi-node: is wanted on vk, where no kubelet runs daemon pods',
  ]);
});

test('2.39 the DNS cache for Linux is created on Windows nodes (kubernetes/kubernetes#94366)', () => {
  const cache = agent('node-local-dns', { spec: { hostNetwork: true } });
  expect(
    warningsOf('wrong-operating-system', [node('w', { labels: { 'kubernetes.io/os': 'windows' } })], [cache]),
  ).toEqual(['node-local-dns: is made for linux and wanted on w, which run Windows']);
});

test('2.44 two exporters want one port of every node (prometheus/node_exporter#2871)', () => {
  expect(warningsOf('host-port-clash', nodes(1), [exporter('node-exporter'), exporter('tobs-node-exporter')])).toEqual([
    'tobs-node-exporter: wants host port 9100/TCP that agents/node-exporter wants too, on node-10',
  ]);
});

test('2.45 a port in the network of the pod is no conflict (grafana/k8s-monitoring-helm#2653)', () => {
  const inPod = agent('alloy', { container: { ports: [{ containerPort: 9100 }] } });
  expect(warningsOf('host-port-clash', nodes(1), [exporter('node-exporter'), inPod])).toEqual([]);
  const other = { containers: [{ name: 'x', image: 'x:1', ports: [{ containerPort: 1, hostPort: 9100 }] }] };
  const running = pod('other', 'node-10', { spec: other });
  expect(warningsOf('host-port-clash', [...nodes(1), running], [exporter('node-exporter')])).toHaveLength(1);
});

test('2.46 a toleration of NoExecute for some seconds makes a loop (kubernetes/kubernetes#117520)', () => {
  const tolerations = [{ key: 'maintenance', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }];
  const cluster = [node('a', { taints: [taint('maintenance', 'true', 'NoExecute')] })];
  expect(warningsOf('noexecute-seconds', cluster, [agent('logs', { spec: { tolerations } })])).toEqual([
    'logs: is evicted every 60 s and created anew, by the taint maintenance=true:NoExecute of a',
  ]);
});

test('2.46 seconds for a node that is not ready are not heeded (kubernetes/kubernetes#92960)', () => {
  const key = 'node.kubernetes.io/not-ready';
  const tolerations = [{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }];
  expect(warningsOf('ignored-seconds', nodes(1), [agent('logs', { spec: { tolerations } })])).toHaveLength(1);
});

test('2.47 a check tells which agents have no priority class (stackrox/kube-linter#794)', () => {
  const critical = agent('cni', { ...hostMount('/opt/cni/bin', 'Directory') });
  const rules = warnings(nodes(1), [agent('logs'), critical]).map((each) => each.split(':')[0]);
  expect(rules).toEqual(expect.arrayContaining(['no-priority-class logs', 'node-critical-priority cni']));
});
