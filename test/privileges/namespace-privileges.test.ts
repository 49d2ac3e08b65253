import { hostVolumes, namespace, reportOf, RESTRICTED } from './privilege-fixture';
import { daemonSet } from '../fixtures';

const onHost = daemonSet('exporter', { hostNetwork: true });
const deployment = (spec: object) => ({ ...daemonSet('web', spec), kind: 'Deployment' });
const said = (...objects: any[]) => reportOf(objects).findings.map(({ rule, severity }) => `${severity} ${rule}`);

test('a namespace needs the level that admits everything in it, other workloads too', () => {
  const levels = (...objects: any[]) => reportOf(objects).namespaces.map(({ level }) => level);
  expect(levels(daemonSet('a', RESTRICTED))).toEqual(['restricted']);
  expect(levels(daemonSet('a', RESTRICTED), daemonSet('b'))).toEqual(['baseline']);
  expect(levels(daemonSet('a', RESTRICTED), daemonSet('b'), onHost)).toEqual(['privileged']);
  expect(levels(daemonSet('a', RESTRICTED), deployment({ volumes: hostVolumes('/data') }))).toEqual(['privileged']);
});

test('the labels enforce that level by the version of the report, warn of it, and log what breaks the next', () => {
  const [{ labels, workloads }] = reportOf([onHost, deployment(RESTRICTED)], { kubernetesVersion: '1.33' }).namespaces;
  expect(labels).toEqual({
    'pod-security.kubernetes.io/enforce': 'privileged',
    'pod-security.kubernetes.io/enforce-version': 'v1.33',
    'pod-security.kubernetes.io/audit': 'baseline',
    'pod-security.kubernetes.io/audit-version': 'v1.33',
    'pod-security.kubernetes.io/warn': 'privileged',
    'pod-security.kubernetes.io/warn-version': 'v1.33',
  });
  expect(workloads).toEqual([{ kind: 'Deployment', name: 'web', level: 'restricted' }]);
});

test('a Namespace that refuses an agent is an error, with the controls, the fields and the label to write', () => {
  const { findings } = reportOf([onHost, daemonSet('logs'), namespace('agents', { enforce: 'baseline' })]);
  expect(findings).toEqual([
    {
      rule: 'pod-security-level',
      severity: 'error',
      namespace: 'agents',
      daemonSet: 'exporter',
      message:
        'Namespace agents enforces Pod Security baseline:latest, which refuses its pods: host namespaces (spec.hostNetwork: true)',
      fix: 'write the label pod-security.kubernetes.io/enforce: privileged into Namespace agents, or change what is refused',
    },
  ]);
});

test('what is enforced is the policy of the version that the Namespace names', () => {
  const spec = { ...RESTRICTED, hostUsers: false, securityContext: { ...RESTRICTED.securityContext, runAsUser: 0 } };
  const at = (version: string) =>
    said(daemonSet('a', spec), namespace('agents', { enforce: 'restricted', 'enforce-version': version }));
  expect(at('v1.34')).toEqual(['error pod-security-level']);
  expect(at('v1.35')).toEqual([]);
  expect(at('latest')).toEqual([]);
});

test('a version newer than the cluster is the version of the cluster', () => {
  const spec = { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } };
  const objects = [daemonSet('a', spec), namespace('agents', { enforce: 'baseline', 'enforce-version': 'v1.36' })];
  const rules = (kubernetesVersion: string) =>
    reportOf(objects, { kubernetesVersion }).findings.map(({ rule }) => rule);
  expect([rules('1.31'), rules('1.32')]).toEqual([['pod-security-level'], []]);
});

test.each<[string, Record<string, string> | undefined, string[]]>([
  ['no label', undefined, ['warning pod-security-unset']],
  ['a warning alone', { warn: 'baseline' }, ['warning pod-security-unset']],
  ['the level it needs', { enforce: 'privileged' }, []],
  ['a level that is none', { enforce: 'strict' }, ['error pod-security-level', 'error pod-security-value']],
  ['a version that is none', { enforce: 'privileged', 'enforce-version': '1.30' }, ['error pod-security-value']],
])('a Namespace of an agent on the host with %s', (_, labels, expected) => {
  expect(said(onHost, namespace('agents', labels))).toEqual(expected);
});

test('a Namespace that could enforce more is told so', () => {
  expect(said(daemonSet('a'), namespace('agents', { enforce: 'privileged' }))).toEqual(['info pod-security-lax']);
  expect(said(daemonSet('a'), namespace('agents'))).toEqual(['info pod-security-unset']);
});

test('nothing is said of a Namespace that no manifest is', () => {
  const { namespaces, findings } = reportOf([onHost, namespace('other', { enforce: 'restricted' })]);
  expect([namespaces[0].declaredLabels, findings]).toEqual([undefined, []]);
});
