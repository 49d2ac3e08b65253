import * as kplus from 'cdk8s-plus-28';
import { NodeSet } from '../../../src/agents/node-set';
import { SecurityAgent } from '../../../src/agents/security-agent';
import { AquaOptions } from '../../../src/agents/security-agent/aqua-options';
import { SecuritySensor } from '../../../src/agents/security-agent/security-sensor';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { Manifests, synthesize } from '../role-fixture';

function manifests(options: Partial<AquaOptions> = {}, nodes = NodeSet.windows()): Manifests {
  return synthesize((chart) => {
    const token = { secret: kplus.Secret.fromSecretName(chart, 'token', 'aqua'), key: 'token' };
    const tls = options.tls && kplus.Secret.fromSecretName(chart, 'tls', 'aqua-tls');
    const sensor = SecuritySensor.aqua({ version: '2022.4.720', token, ...options, tls });
    new SecurityAgent(chart, 'aqua', { sensor, nodes });
  });
}

const agent = manifests();
const [script] = agent.container.args;

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('it is a process of every Windows node, says why, and mounts nothing', () => {
  expect(agent.pod).toMatchObject({
    os: { name: 'windows' },
    hostNetwork: true,
    dnsPolicy: 'Default',
    nodeSelector: { 'kubernetes.io/os': 'windows' },
    tolerations: [{ operator: 'Exists' }],
  });
  expect(agent.pod.hostPID).toBeUndefined();
  expect(agent.container.securityContext).toEqual({
    windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' },
    runAsNonRoot: false,
  });
  expect(agent.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('installs the enforcer');
  expect(agent.container.volumeMounts).toBeUndefined();
});

test('the image is that of the console, and what the enforcer must know comes by variables', () => {
  expect(agent.container.image).toBe('registry.aquasec.com/windows-enforcer:2022.4.720');
  expect(agent.container.env).toEqual(
    expect.arrayContaining([
      { name: 'AQUA_SERVER', value: 'aqua-gateway-svc:8443' },
      { name: 'AQUA_TOKEN', valueFrom: { secretKeyRef: { name: 'aqua', key: 'token' } } },
      { name: 'AQUA_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'AQUA_ENFORCER_TYPE', value: 'full' },
    ]),
  );
});

test('one that is there is removed before it is installed, and when the pod ends', () => {
  expect(script.indexOf("'/X'")).toBeGreaterThan(0);
  expect(script.indexOf("'/X'")).toBeLessThan(script.indexOf("'/I'"));
  expect(agent.container.lifecycle.preStop.exec.command.join(' ')).toMatch(/^powershell\.exe .*'\/X'/);
  expect(agent.pod.terminationGracePeriodSeconds).toBe(120);
});

test('an installer that fails fails the container, and none writes a log that has the token in it', () => {
  expect(script).toContain('if ($result.ExitCode -notin 0, 3010) { throw');
  expect(script).not.toMatch(/\/L/);
});

test('nothing of its script is taken for a variable of Kubernetes', () => {
  expect(script).not.toContain('$(');
});

test('it is alive while its service runs, ready while that reaches the gateway, and has minutes to start', () => {
  const { startupProbe, livenessProbe, readinessProbe } = agent.container;

  expect(livenessProbe.exec.command.at(-1)).toContain("(Get-Service slkd).Status -ne 'Running'");
  expect(readinessProbe.exec.command.at(-1)).toContain("'C:\\Program Files\\AquaSec\\slk.exe' health check");
  expect(startupProbe.failureThreshold * startupProbe.periodSeconds).toBe(300);
});

test('it may ask the API server for what the enforcer of Linux nodes may', () => {
  expect(agent.one('ClusterRole').rules).toEqual(manifests({}, NodeSet.linux()).one('ClusterRole').rules);
});

test('what only Linux has is refused, all of it at once', () => {
  expect(() => manifests({ tls: {} as kplus.ISecret, containersStorage: true })).toThrow(
    /tls: a service of the node sees no file of a container[^]*containersStorage is of Linux/,
  );
});
