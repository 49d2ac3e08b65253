import { POD_SECURITY_CONTROLS } from '../../../src/kubernetes/pod-security/controls';
import { evaluatePod, refusals } from '../../../src/kubernetes/pod-security/evaluate-pod';
import { fieldOf } from '../fixture';

const evaluate = (spec: object, minor = 36) => evaluatePod(fieldOf({ metadata: {}, spec }).root, minor);
const names = (list: { control: string }[]) => list.map(({ control }) => control);

/** What level restricted asks of every pod. */
const RESTRICTED = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ name: 'a', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
};

test.each<[string, object, string]>([
  ['a pod that asks for nothing', { containers: [{ name: 'a' }] }, 'baseline'],
  ['a pod that gives up everything', RESTRICTED, 'restricted'],
  ['a pod on the host network', { ...RESTRICTED, hostNetwork: true }, 'privileged'],
  ['no container at all', {}, 'restricted'],
])('%s needs level', (_, spec, level) => {
  expect(evaluate(spec).level).toBe(level);
});

test('every control is told at once, in the order of the API server', () => {
  const verdict = evaluate({
    hostPID: true,
    volumes: [{ name: 'root', hostPath: { path: '/' } }],
    containers: [{ name: 'a', securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } } }],
  });
  expect(names(verdict.baseline)).toEqual(['capabilities_baseline', 'hostNamespaces', 'hostPathVolumes', 'privileged']);
  expect(names(verdict.restricted)).toEqual([
    'hostNamespaces',
    'privileged',
    'allowPrivilegeEscalation',
    'capabilities_restricted',
    'restrictedVolumes',
    'runAsNonRoot',
    'seccompProfile_restricted',
  ]);
  expect(verdict.baseline[1]).toEqual({
    control: 'hostNamespaces',
    reason: 'host namespaces',
    violations: [{ field: 'spec.hostPID', value: true }],
  });
});

test('an unmasked /proc in a user namespace is refused by level restricted alone since 1.35, before by baseline', () => {
  const spec = { ...RESTRICTED, hostUsers: false };
  const pod = {
    ...spec,
    containers: [{ name: 'a', securityContext: { ...spec.containers[0].securityContext, procMount: 'Unmasked' } }],
  };
  const at = (minor: number) => {
    const { level, baseline, restricted } = evaluate(pod, minor);
    return [level, names(baseline), names(restricted)];
  };
  expect(at(34)).toEqual(['privileged', ['procMount'], ['procMount']]);
  expect(at(35)).toEqual(['baseline', [], ['procMount_restricted']]);
});

test('hosts of probes count since 1.34', () => {
  const pod = { containers: [{ name: 'a', livenessProbe: { tcpSocket: { host: '127.0.0.1', port: 1 } } }] };
  expect([evaluate(pod, 33).level, evaluate(pod, 34).level]).toEqual(['baseline', 'privileged']);
});

test('a namespace refuses for the controls of its own level', () => {
  const verdict = evaluate({ hostNetwork: true, containers: [{ name: 'a' }] });
  expect(names(refusals(verdict, 'privileged'))).toEqual([]);
  expect(names(refusals(verdict, 'baseline'))).toEqual(['hostNamespaces']);
  expect(names(refusals(verdict, 'restricted'))).toContain('runAsNonRoot');
  expect(names(refusals(evaluate({ containers: [{ name: 'a' }] }), 'baseline'))).toEqual([]);
});

test('values of the wrong type break nothing and throw nothing', () => {
  const pod = { hostNetwork: 'yes', volumes: 'none', containers: [{ name: 1, securityContext: [], ports: {} }, null] };
  expect(names(evaluate(pod).baseline)).toEqual([]);
});

test('controls are named and ordered as upstream registers them', () => {
  const ids = (level: string) => POD_SECURITY_CONTROLS.filter((each) => each.level === level).map(({ id }) => id);
  for (const level of ['baseline', 'restricted']) {
    expect(ids(level)).toEqual([...ids(level)].sort());
  }
  const all = POD_SECURITY_CONTROLS.map(({ id }) => id);
  const overridden = POD_SECURITY_CONTROLS.flatMap(({ overrides = [] }) => overrides);
  expect(overridden.filter((id) => !ids('baseline').includes(id))).toEqual([]);
  expect(new Set(all).size).toBe(19);
});
