import { describePlatformRule, mounting, secured } from './platform-fixture';
import { reportOf } from '../privilege-fixture';

const API = 'rbac.authorization.k8s.io/v1';
const use = (name: string, role = `system:openshift:scc:${name}`) => ({
  apiVersion: API,
  kind: 'RoleBinding',
  metadata: { name, namespace: 'agents' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'agents' }],
});
const constraintsOf = (users: string[]) => ({
  apiVersion: 'security.openshift.io/v1',
  kind: 'SecurityContextConstraints',
  metadata: { name: 'own' },
  users,
});
const SECCOMP = { seccompProfile: { type: 'RuntimeDefault' } };
const onHost = { hostNetwork: true, hostPID: true };

describePlatformRule('openshift-scc', [
  [
    'the agent of Datadog: DataDog/datadog-agent#5546',
    [mounting('datadog', ['/proc:ro', '/run/containerd:ro'], undefined, { hostPID: true })],
    'datadog: restricted-v2 refuses hostPID, hostPath',
  ],
  [
    'a collector on the host network: fluent/helm-charts#235',
    [secured('fluent-bit', undefined, { hostNetwork: true }, { ports: [{ containerPort: 2020 }] })],
    'fluent-bit: restricted-v2 refuses hostNetwork, hostPorts',
  ],
  ['a user of its own', [secured('logs', { runAsUser: 1000 })], 'logs: restricted-v2 refuses runAsUser 1000'],
  [
    'constraints that it may use and that refuse it as well: openshift/cluster-kube-apiserver-operator#1325',
    [mounting('logs', ['/var/log:ro'], SECCOMP), use('hostaccess')],
    'logs: restricted-v2 refuses hostPath; hostaccess, which it may use, refuses seccompProfile RuntimeDefault',
  ],
  ['an agent that asks for nothing', [secured('plain', { ...SECCOMP, capabilities: { drop: ['ALL'] } })]],
  ['it may use constraints that admit it', [secured('exporter', undefined, onHost), use('hostaccess')]],
  [
    'it may use every one',
    [
      secured('csi', { privileged: true }),
      use('admin', 'scc-user'),
      {
        apiVersion: API,
        kind: 'ClusterRole',
        metadata: { name: 'scc-user' },
        rules: [{ apiGroups: ['security.openshift.io'], resources: ['securitycontextconstraints'], verbs: ['use'] }],
      },
    ],
  ],
  [
    'it has constraints of its own',
    [secured('csi', { privileged: true }), constraintsOf(['system:serviceaccount:agents:default'])],
  ],
  [
    'constraints of somebody else',
    [secured('csi', { privileged: true }), constraintsOf(['system:serviceaccount:other:default'])],
    'csi: restricted-v2 refuses privileged',
  ],
]);

test('the least of the constraints that others may be bound to is proposed', () => {
  const proposed = (daemonSet: any) =>
    reportOf([daemonSet], { platforms: ['openshift'] }).findings.map(({ fix }) => /scc:(\S+) /.exec(fix)?.[1])[0];
  expect(proposed(secured('a', undefined, { hostNetwork: true }))).toBe('hostnetwork-v2');
  expect(proposed(mounting('a', ['/sys:ro']))).toBe('hostmount-anyuid');
  expect(proposed(mounting('a', ['/sys:ro'], SECCOMP))).toBe('privileged');
  expect(proposed(secured('a', undefined, onHost))).toBe('hostaccess');
});

describePlatformRule('openshift-selinux', [
  [
    'Fluent Bit reads logs: fluent/helm-charts#486',
    [mounting('fluent-bit', ['/var/log:ro', '/etc/machine-id:ro'], { runAsUser: 0 })],
    'fluent-bit: container agent mounts /var/log of the node and runs as container_t, which may not read it',
  ],
  ['as spc_t', [mounting('fluent-bit', ['/var/log:ro'], { seLinuxOptions: { type: 'spc_t' } })]],
  [
    'spc_t of the pod',
    [mounting('a', ['/var/log:ro'], {}, { securityContext: { seLinuxOptions: { type: 'spc_t' } } })],
  ],
  ['privileged', [mounting('fluent-bit', ['/var/log'], { privileged: true })]],
  ['volumes of pods', [mounting('csi', ['/var/lib/kubelet/pods'])]],
]);

describePlatformRule('openshift-host-port', [
  [
    'a second node exporter: dell/csm#1783',
    [secured('exporter', undefined, { hostNetwork: true }, { ports: [{ containerPort: 9100 }] })],
    'exporter: wants host port 9100/TCP, which the node exporter of OpenShift holds',
  ],
  ['another port', [secured('exporter', undefined, { hostNetwork: true }, { ports: [{ containerPort: 9111 }] })]],
  [
    'another protocol',
    [secured('a', undefined, {}, { ports: [{ containerPort: 9100, hostPort: 9100, protocol: 'UDP' }] })],
  ],
]);
