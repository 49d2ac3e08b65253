import { structuralFaults } from './structural-faults';

const metadata = { name: 'agent' };
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'agent' };
const rbac = 'rbac.authorization.k8s.io/v1';

test.each([
  [
    'a Service whose port names a port of the pod',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, labels: { 'app.kubernetes.io/name': 'agent' } },
      spec: {
        clusterIP: 'None',
        selector: { app: 'agent' },
        ports: [{ port: 80, targetPort: 'http' }],
        trafficDistribution: 'PreferClose',
      },
    },
  ],
  ['a ConfigMap with any keys', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'agent.conf': '' } }],
  [
    'a DaemonSet with numbers, text and a probe',
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: {
        selector: { matchLabels: { app: 'agent' } },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
        template: {
          metadata: { labels: { app: 'agent' } },
          spec: {
            containers: [
              {
                name: 'agent',
                image: 'registry.example/agent:1',
                resources: { requests: { cpu: '10m' } },
                livenessProbe: { httpGet: { path: '/', port: 8080 } },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'a kind of somebody else',
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata, anything: 1 },
  ],
])('%s has no fault', (_, manifest) => {
  expect(structuralFaults(manifest)).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    'a field that no port has',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { clusterIp: 'None', selector: {}, ports: [{ port: 80, hostPort: 80 }] },
    },
    ['spec.clusterIp is unknown', 'spec.ports[].hostPort is unknown'],
  ],
  [
    'a ServiceAccount with what only a pod has',
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, hostNetwork: true, volumes: [], spec: {} },
    ['hostNetwork is unknown', 'volumes is unknown', 'spec is unknown'],
  ],
  [
    'a rule with a misspelt field, and without verbs',
    { apiVersion: rbac, kind: 'ClusterRole', metadata, rules: [{ apiGroup: '', resources: ['pods'] }] },
    ['rules[].apiGroup is unknown', 'rules[].verbs is missing'],
  ],
  [
    'a binding of the cluster in a namespace, to nobody in particular',
    {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: { ...metadata, namespace: 'agents' },
      roleRef,
      subjects: [{ kind: 'ServiceAccount' }],
    },
    ['subjects[].name is missing', 'metadata.namespace must not be set'],
  ],
  [
    'a RuntimeClass with its handler in a spec',
    { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata, spec: { handler: 'runsc' } },
    ['spec is unknown', 'handler is missing'],
  ],
  [
    'a CSIDriver of a version that is gone',
    { apiVersion: 'storage.k8s.io/v1beta1', kind: 'CSIDriver', metadata, spec: {} },
    ['storage.k8s.io/v1beta1 CSIDriver is no known kind'],
  ],
])('%s is told', (_, manifest, faults) => {
  expect(structuralFaults(manifest)).toEqual(faults);
});
