import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { daemonSet } from '../fixtures';
import { namespace } from '../privileges/privilege-fixture';

const folder = temporaryFolder();

function privileges(manifests: string, ...options: string[]) {
  const dir = folder({ 'agents.yaml': manifests });
  return nodeAgents(['privileges', join(dir, 'agents.yaml'), ...options]);
}

const exporter = daemonSet('exporter', { hostNetwork: true });

test('the report tells the level of every agent and the labels to set', async () => {
  const { exitCode, stdout, stderr } = await privileges(yaml(exporter));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toContain('agents/exporter: privileged\n');
  expect(stdout).toContain('  pod-security.kubernetes.io/enforce: privileged\n');
});

test('a Namespace that refuses an agent fails', async () => {
  const { exitCode, stdout } = await privileges(yaml(exporter, namespace('agents', { enforce: 'baseline' })));
  expect({ exitCode, told: stdout.includes('error pod-security-level in agents/exporter') }).toEqual({
    exitCode: 1,
    told: true,
  });
});

test('JSON is the document, by the policy of the version that is asked for', async () => {
  const { stdout } = await privileges(yaml(exporter), '--format', 'json', '--kubernetes-version', '1.30');
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'PrivilegeReport',
    kubernetesVersion: '1.30',
    agents: [{ name: 'exporter', level: 'privileged' }],
  });
});

test('platforms that are named count, with their errors', async () => {
  const { exitCode, stdout } = await privileges(yaml(exporter), '--platform', 'talos', '--platform', 'gke-autopilot');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('error talos-pod-security in agents/exporter');
  expect(stdout).toContain('error gke-autopilot-host-namespaces in agents/exporter');
});

test.each<[string, string, string[], string]>([
  ['a platform that is mistyped', yaml(exporter), ['--platform', 'open-shift'], 'did you mean openshift?'],
  ['a version that is not known', yaml(exporter), ['--kubernetes-version', '1.12'], 'Expected 1.28 to 1.36.'],
  ['no DaemonSet', yaml(namespace('agents')), [], 'no DaemonSet among the manifests'],
  [
    'a value of the wrong type',
    yaml(daemonSet('exporter', { hostNetwork: 'shared' })),
    [],
    'spec.template.spec.hostNetwork is "shared": must be true or false',
  ],
])('%s is bad input', async (_, manifests, options, message) => {
  const { exitCode, stdout, stderr } = await privileges(manifests, ...options);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toEqual([expect.stringContaining(message)]);
});
