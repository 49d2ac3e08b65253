import { apiFaults, isBuiltIn } from './api-faults';

const metadata = { name: 'agent', namespace: 'agents' };
const ofCluster = { name: 'agent' };
const RBAC = 'rbac.authorization.k8s.io';
const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name: 'agent' };
const service = (spec: object, name = 'agent') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'agents' },
  spec: { selector: { app: 'agent' }, ...spec },
});
const role = (...rules: object[]) => ({ apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: ofCluster, rules });
const binding = (fields: object) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: ofCluster,
  roleRef,
  ...fields,
});
const configMap = (fields: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, ...fields });
const runtimeClass = (fields: object) => ({
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: ofCluster,
  ...fields,
});
const csiDriver = (spec: object, name = 'disk.example.com') => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  metadata: { name },
  spec,
});
const priorityClass = (fields: object, name = 'agents') => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name },
  ...fields,
});
const daemonSet = (pod: object) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata,
  spec: {
    selector: { matchLabels: { app: 'agent' } },
    template: {
      metadata: { labels: { app: 'agent' } },
      spec: { containers: [{ name: 'agent', image: 'agent:1' }], ...pod },
    },
  },
});

test.each<[string, object]>([
  [
    'a headless Service',
    service({ clusterIP: 'None', ports: [{ port: 80, targetPort: 'http' }], trafficDistribution: 'PreferClose' }),
  ],
  ['a headless Service without a port', service({ clusterIP: 'None' })],
  [
    'a Service for the node of its caller',
    service({
      internalTrafficPolicy: 'Local',
      ports: [
        { name: 'udp', port: 53, protocol: 'UDP' },
        { name: 'tcp', port: 53 },
      ],
    }),
  ],
  ['a ConfigMap', configMap({ data: { 'agent.conf': '', _: '' }, binaryData: { logo: 'AAE=' } })],
  [
    'a role',
    role({ apiGroups: [''], resources: ['pods'], verbs: ['get'] }, { nonResourceURLs: ['/metrics'], verbs: ['get'] }),
  ],
  ['a role named as Kubernetes names its own', { ...role(), metadata: { name: 'system:agent' } }],
  ['a binding', binding({ subjects: [{ kind: 'ServiceAccount', ...metadata }] })],
  [
    'a RuntimeClass',
    runtimeClass({
      handler: 'kata-qemu',
      overhead: { podFixed: { memory: '160Mi', cpu: '250m' } },
      scheduling: { nodeSelector: { sandbox: '' } },
    }),
  ],
  [
    'a CSIDriver',
    csiDriver({
      attachRequired: false,
      fsGroupPolicy: 'File',
      volumeLifecycleModes: ['Persistent'],
      nodeAllocatableUpdatePeriodSeconds: 10,
    }),
  ],
  ['a PriorityClass', priorityClass({ value: -10, preemptionPolicy: 'Never' })],
  ['a DaemonSet', daemonSet({ volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }] })],
  [
    'a kind of somebody else',
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata, spec: { anything: 1 } },
  ],
])('%s has no fault', (_, manifest) => {
  expect(apiFaults(manifest)).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    'a field that no port has',
    service({ clusterIp: 'None', ports: [{ port: 80, hostPort: 80 }] }),
    [
      'spec.clusterIp: unknown field "spec.clusterIp"',
      'spec.ports[0].hostPort: unknown field "spec.ports[0].hostPort"',
    ],
  ],
  [
    'a port written as text',
    service({ ports: [{ port: '80' }] }),
    ['spec.ports[0].port: must be an integer, not a string'],
  ],
  [
    'ports without a name, or with one twice',
    service({ ports: [{ port: 80 }, { name: 'Http', port: 81 }, { name: 'x', port: 81 }, { name: 'x', port: 70000 }] }),
    [
      'spec.ports[0].name: is required',
      "spec.ports[1].name: a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name', or '123-abc')",
      'spec.ports[3].port: must be between 1 and 65535, inclusive',
      'spec.ports: must be unique',
      'spec.ports.name: must be unique',
    ],
  ],
  ['a Service without a port', service({}), ['spec.ports: is required']],
  [
    'a Service whose name starts with a digit',
    service({ clusterIP: 'None' }, '1-agent'),
    ['metadata.name: must be a label of RFC 1035, which starts with a letter'],
  ],
  [
    'an address with leading zeros, and one that is none',
    service({ clusterIP: '010.0.0.1', externalIPs: ['192.0.2.1', 'a:b'], ports: [{ port: 80 }] }),
    [
      "spec.clusterIP: must be empty, 'None' of a ClusterIP, or a valid IP address",
      'spec.externalIPs[1]: must be a valid IP address',
    ],
  ],
  [
    'a policy that is none',
    service({ clusterIP: 'None', internalTrafficPolicy: 'local' }),
    ['spec.internalTrafficPolicy: supported values: "Cluster", "Local"'],
  ],
  [
    'a headless Service with a memory',
    service({ clusterIP: 'None', sessionAffinity: 'ClientIP' }),
    ['spec.sessionAffinity: may not be set for headless services'],
  ],
  [
    'a target that is no name of a port',
    service({ ports: [{ port: 80, targetPort: 'a-very-long-name-of-a-port' }] }),
    ['spec.ports[0].targetPort: must be no more than 15 characters'],
  ],
  [
    'a ServiceAccount with what only a pod has',
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, hostNetwork: true, secrets: 'a' },
    ['hostNetwork: unknown field "hostNetwork"', 'secrets: must be a list, not a string'],
  ],
  [
    'a ConfigMap with a path for a key',
    configMap({ data: { 'etc/agent.conf': '' } }),
    [
      "data[etc/agent.conf]: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name')",
    ],
  ],
  ['a ConfigMap with a number', configMap({ data: { level: 3 } }), ['data[level]: must be a string, not a number']],
  [
    'a ConfigMap that is too large',
    configMap({ data: { a: 'a'.repeat(1024 * 1024 + 1) } }),
    [': may not be more than 1048576 bytes'],
  ],
  [
    'a Secret for TLS with half of it',
    { apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', data: { 'tls.crt': 'no base64' } },
    ['data[tls.crt]: must be base64', 'data[tls.key]: is required'],
  ],
  [
    'rules of nothing',
    role(
      { apiGroup: '', resources: ['pods'] },
      { apiGroups: [''], resources: [], verbs: [] },
      { apiGroups: [''], nonResourceURLs: ['/metrics'], verbs: ['get'] },
    ),
    [
      'rules[0].apiGroup: unknown field "rules[0].apiGroup"',
      'rules[0].verbs: is required',
      'rules[0].verbs: verbs must contain at least one value',
      'rules[0].apiGroups: resource rules must supply at least one api group',
      'rules[1].verbs: verbs must contain at least one value',
      'rules[1].resources: resource rules must supply at least one resource',
      'rules[2].nonResourceURLs: rules cannot apply to both regular resources and them',
    ],
  ],
  [
    'a binding of the cluster in a namespace, to nobody in particular',
    { ...binding({ subjects: [{ kind: 'ServiceAccount' }, { kind: 'serviceaccount', name: 'agent' }] }), metadata },
    [
      'subjects[0].name: is required',
      'metadata.namespace: not allowed on this type',
      'subjects[0].name: a lowercase RFC 1123 subdomain',
      'subjects[0].namespace: is required',
      'subjects[1].kind: supported values: "ServiceAccount", "User", "Group"',
      'subjects[1].apiGroup: supported values: "rbac.authorization.k8s.io"',
    ],
  ],
  ['a binding to no role', binding({ roleRef: { ...roleRef, name: '' } }), ['roleRef.name: is required']],
  [
    "a binding without an account's namespace",
    binding({ roleRef: { ...roleRef, kind: 'Role' }, subjects: [{ kind: 'ServiceAccount', name: 'agent' }] }),
    ['roleRef.kind: supported values: "ClusterRole"', 'subjects[0].namespace: is required'],
  ],
  [
    'a RuntimeClass with its handler in a spec',
    runtimeClass({ spec: { handler: 'runsc' } }),
    ['spec: unknown field "spec"', 'handler: is required', 'handler: a lowercase RFC 1123 label'],
  ],
  [
    'a RuntimeClass with a handler in capitals',
    runtimeClass({ handler: 'Kata', overhead: { podFixed: { memory: 'much' } } }),
    ['overhead.podFixed[memory]: ', 'handler: a lowercase RFC 1123 label'],
  ],
  [
    'a driver with a name that is too long, and words that are none',
    csiDriver(
      {
        fsGroupPolicy: 'Files',
        volumeLifecycleModes: ['Transient'],
        tokenRequests: [{ audience: 'a', expirationSeconds: 60 }, { audience: 'a' }],
      },
      'd'.repeat(64),
    ),
    [
      'metadata.name: must be no more than 63 characters',
      'spec.fsGroupPolicy: supported values',
      'spec.volumeLifecycleModes: supported values',
      'spec.tokenRequests[0].expirationSeconds: must be from 600',
      'spec.tokenRequests.audience: must be unique',
    ],
  ],
  [
    'a PriorityClass above all',
    priorityClass({ value: 2_000_000_000 }, 'system-agents'),
    ["metadata.name: priority class names with 'system-'", 'value: maximum allowed value'],
  ],
  [
    'a CSIDriver of a version that is gone',
    { apiVersion: 'storage.k8s.io/v1beta1', kind: 'CSIDriver', metadata: ofCluster, spec: {} },
    ['kind: storage.k8s.io/v1beta1 has no CSIDriver'],
  ],
  [
    'an object of the cluster in a namespace',
    { ...runtimeClass({ handler: 'runsc' }), metadata },
    ['metadata.namespace: not allowed on this type'],
  ],
  [
    'labels that are none, on a kind of somebody else',
    {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: { ...metadata, labels: { a: 'b c' }, label: 1 },
    },
    ['label: unknown field', 'metadata.labels: a valid label'],
  ],
  [
    'what the validator of DaemonSets says',
    daemonSet({ hostPID: 'true', restartPolicy: 'Never' }),
    [
      'spec.template.spec.hostPID: must be true or false, not a string',
      'spec.template.spec.restartPolicy: supported values',
    ],
  ],
])('%s is told', (_, manifest, faults) => {
  const found = apiFaults(manifest);
  expect(found).toEqual(faults.map((fault) => expect.stringContaining(fault)));
});

test('a bare API server has the kinds of Kubernetes alone', () => {
  expect(isBuiltIn(daemonSet({}))).toBe(true);
  expect(isBuiltIn({ apiVersion: 'cilium.io/v2', kind: 'CiliumNode' })).toBe(false);
});
