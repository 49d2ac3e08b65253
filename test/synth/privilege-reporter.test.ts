import { ApiObject, App, Chart } from 'cdk8s';
import { Collector, LogCollector, LogOutput, NodeAgentNamespace, NodeExporter, PrivilegeReporter } from '../../src';
import { daemonSet } from '../fixtures';

test('an app is reported with its namespaces, whose labels are those the report asks for', () => {
  const app = new App();
  const chart = new Chart(app, 'agents', { namespace: 'agents' });
  new NodeExporter(chart, 'node-exporter');
  const collector = Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) });
  new LogCollector(new Chart(app, 'logs', { namespace: 'agents' }), 'logs', { collector });
  new NodeAgentNamespace(chart, 'namespace', { policyVersion: '1.36' });
  const { agents, namespaces, findings } = PrivilegeReporter.report(app);
  expect(agents.map(({ level, hostNamespaces, hostPorts }) => [level, hostNamespaces, hostPorts.length])).toEqual([
    ['privileged', [], 0],
    ['privileged', ['hostNetwork'], 1],
  ]);
  expect(namespaces[0].declaredLabels).toEqual(namespaces[0].labels);
  expect(findings).toEqual([]);
});

test('RBAC of a chart counts', () => {
  const chart = new Chart(new App(), 'agents', { namespace: 'agents' });
  new LogCollector(chart, 'logs', {
    collector: Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) }),
  });
  const [{ permissions }] = PrivilegeReporter.report(chart).agents;
  expect(permissions).toEqual([]);
  const { serviceAccount } = PrivilegeReporter.report(chart).agents[0];
  new ApiObject(chart, 'admin', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace: 'agents' }],
  });
  expect(PrivilegeReporter.report(chart).agents[0].permissions).toMatchObject([
    { role: 'ClusterRole cluster-admin', resource: '*', verbs: ['*'] },
  ]);
});

test('manifests are reported by the version that is asked for', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [daemonSet('agent'), { apiVersion: 'v1', kind: 'Secret' }] };
  const report = PrivilegeReporter.report([list], { kubernetesVersion: '1.30' });
  expect([report.agents.length, report.kubernetesVersion]).toEqual([1, '1.30']);
  expect(PrivilegeReporter.report(daemonSet('agent')).agents).toHaveLength(1);
  expect(() => PrivilegeReporter.report([{ foo: 1 }])).toThrow('is not a Kubernetes object: it has no kind');
});
