import { privilegeText } from '../../../src/report/text/privilege-text';
import { daemonSet } from '../../fixtures';
import { account, bind, role } from '../../lint/lint-fixture';
import { hostVolumes, namespace, reportOf, RESTRICTED } from '../../privileges/privilege-fixture';

const exporter = daemonSet('exporter', {
  ...account.spec,
  hostNetwork: true,
  volumes: hostVolumes('/var/lib/exporter', '/proc'),
  containers: [
    {
      name: 'agent',
      ports: [{ containerPort: 9100 }],
      securityContext: { runAsUser: 0, capabilities: { add: ['SYS_TIME'], drop: ['ALL'] } },
      volumeMounts: [
        { name: 'v0', mountPath: '/state', mountPropagation: 'Bidirectional' },
        { name: 'v1', mountPath: '/host/proc', readOnly: true },
      ],
    },
  ],
});
const objects = [
  exporter,
  daemonSet('logs', RESTRICTED),
  { ...daemonSet('web'), kind: 'Deployment' },
  namespace('agents', { enforce: 'baseline' }),
  bind('alloy'),
  role(['secrets'], ['get', 'list']),
];
const text = (...given: any[]) => privilegeText(reportOf(given).toJson());

test('every privilege of an agent is told', () => {
  expect(
    text(...objects)
      .split('\n')
      .slice(0, 20),
  ).toEqual([
    '2 agents in 1 namespace, Pod Security of Kubernetes 1.36',
    '',
    'AGENTS',
    '',
    'agents/exporter: privileged',
    '  host namespaces: hostNetwork',
    '  host ports:      9100/TCP',
    '  writes:          /var/lib/exporter (and mounts there for the node)',
    '  reads:           /proc',
    '  container:       agent: root; adds SYS_TIME; drops ALL; may gain privileges',
    '  may:             get, list secrets everywhere, by ClusterRole agents: reads secrets',
    '  not baseline:    non-default capabilities (spec.containers[0].securityContext.capabilities.add[0]:',
    '                   SYS_TIME); host namespaces (spec.hostNetwork: true); hostPath volumes',
    '                   (spec.volumes[0].hostPath.path: /var/lib/exporter, spec.volumes[1].hostPath.path:',
    '                   /proc); hostPort (spec.containers[0].ports[0].hostPort: 9100)',
    '  not restricted:  allowPrivilegeEscalation != false',
    '                   (spec.containers[0].securityContext.allowPrivilegeEscalation: not set);',
    '                   runAsNonRoot != true (spec.containers[0].securityContext.runAsNonRoot: not set);',
    '                   runAsUser=0 (spec.containers[0].securityContext.runAsUser: 0); seccompProfile',
    '                   (spec.containers[0].securityContext.seccompProfile.type: not set)',
  ]);
});

test('the labels can be copied, and the findings say what to change', () => {
  const told = text(...objects);
  expect(told).toContain('\nagents/logs: restricted\n  container:       agent: not root; drops ALL\n');
  expect(told).toContain(
    'LABELS OF NAMESPACES\n\nagents\n  pod-security.kubernetes.io/enforce: privileged\n  pod-security.kubernetes.io/enforce-version: v1.36\n',
  );
  expect(told).toContain('  also holds Deployment web (baseline)');
  expect(told).toContain('error pod-security-level in agents/exporter: Namespace agents enforces');
  expect(told.endsWith('\n1 agent of 2 needs level privileged. 1 finding above is an error: fix first.\n')).toBe(true);
});

test('a namespace that no manifest is, and one that says nothing', () => {
  expect(text(daemonSet('a'))).toContain('agents (no manifest is this Namespace)');
  expect(text(daemonSet('a'), namespace('agents'))).toContain('info pod-security-unset in namespace agents:');
});

test('no line is wider than asked, and names from outside cannot colour them', () => {
  const wild = daemonSet('a\u001b[31m', { volumes: hostVolumes(`/${'x'.repeat(300)}`, '/var/\u001b[2Jlog') });
  const told = privilegeText(reportOf([wild, exporter]).toJson(), { width: 80 });
  expect(told.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(told).not.toContain('\u001b');
  expect(privilegeText(reportOf([exporter]).toJson(), { color: true })).toContain('\u001b[31mprivileged');
});
