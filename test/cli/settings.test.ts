import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { readSettings } from '../../src/cli/settings';
import { InputError, faultToString } from '../../src/kubernetes/manifest/fault';
import { daemonSet, node } from '../fixtures';

const folder = temporaryFolder();

function settings(text: string) {
  const dir = folder({ 'node-agents.yaml': text });
  try {
    return { dir, settings: readSettings(join(dir, 'node-agents.yaml')) };
  } catch (error) {
    return { dir, faults: (error as InputError).faults.map((fault) => faultToString(fault).replace(`${dir}/`, '')) };
  }
}

test('everything that a repository repeats is read, with paths from the folder of the file', () => {
  const read = settings(`
manifests: [dist, '-', /srv/agents.yaml]
nodes: nodes.json
kubernetesVersion: 1.33
require:
  - logs on kubernetes.io/os=linux
  - { agent: metrics, nodes: 'pool in (a, b)' }
  - { agent: cni }
failOn: pending
platformPorts: ['9100/TCP=openshift']
platforms: openshift
`);
  expect(read.settings).toEqual({
    manifests: [join(read.dir, 'dist'), '-', '/srv/agents.yaml'],
    nodes: [join(read.dir, 'nodes.json')],
    kubernetesVersion: '1.33',
    require: ['logs on kubernetes.io/os=linux', 'metrics on pool in (a, b)', 'cni'],
    failOn: 'pending',
    platformPort: ['9100/TCP=openshift'],
    platform: ['openshift'],
  });
});

test('an empty file says nothing', () => {
  expect(Object.values(settings('# nothing yet\n').settings!).filter((value) => value !== undefined)).toEqual([]);
});

test.each([
  [
    'a mistyped key',
    'node: a.json',
    'node-agents.yaml:1: settings: node is "a.json": is no setting: expected manifests, nodes, kubernetesVersion, require, failOn, platformPorts, platforms (did you mean nodes?)',
  ],
  ['a value of the wrong type', 'nodes: 3', 'node-agents.yaml:1: settings: nodes is 3: must be a string'],
  [
    'a word there is not',
    '\nfailOn: errors',
    'node-agents.yaml:2: settings: failOn is "errors": must be one of error, warning, pending, never (did you mean error?)',
  ],
  [
    'a version that is not known',
    'kubernetesVersion: "1.99"',
    'node-agents.yaml:1: settings: kubernetesVersion is "1.99": Kubernetes version "1.99" is not known: expected 1.28 to 1.36',
  ],
  [
    'a version without its zero',
    'kubernetesVersion: 1.30',
    'node-agents.yaml:1: settings: kubernetesVersion is 1.3: has lost its zero (write it with quotes: "1.30")',
  ],
  [
    'a bad requirement',
    'require:\n- logs on a b',
    'node-agents.yaml:2: settings: require[0] is "logs on a b": "a b" is no requirement on labels: expected key=value, key!=value, key in (a,b), key notin (a,b), key or !key',
  ],
  ['a bad port', 'platformPorts: [9100]', 'node-agents.yaml:1: settings: platformPorts[0] is 9100: must be a string'],
  [
    'a platform that is mistyped',
    'platforms: [talos, gke-autoplot]',
    'node-agents.yaml:1: settings: platforms[1] is "gke-autoplot": must be one of bottlerocket, gke-autopilot, openshift, talos (did you mean gke-autopilot?)',
  ],
  ['a list', '- a', 'node-agents.yaml:1: settings: must be an object'],
  [
    'no YAML',
    'a: [',
    'node-agents.yaml:1: is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
])('a fault is told with its line: %s', (_, text, fault) => {
  expect(settings(text).faults).toEqual([fault]);
});

describe('the command line', () => {
  function repository(more: Record<string, string> = {}): string {
    return folder({
      'node-agents.yaml': 'manifests: agents.yaml\nnodes: nodes.yaml\nkubernetesVersion: "1.30"\nfailOn: pending\n',
      'agents.yaml': yaml(daemonSet('logs', {}, { cpu: '1' })),
      'nodes.yaml': yaml(node('small', { allocatable: { cpu: '100m' } })),
      ...more,
    });
  }

  test('takes from the file what is not given', async () => {
    const { exitCode, stdout } = await nodeAgents(['plan', '--config', join(repository(), 'node-agents.yaml')]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^1 agent on 1 node of 1 kind, Kubernetes 1\.30\n/);
  });

  test('wins over the file', async () => {
    const dir = repository({ 'other.yaml': yaml(daemonSet('other'), daemonSet('more')) });
    const argv = ['plan', '--config', join(dir, 'node-agents.yaml'), join(dir, 'other.yaml')];
    const { exitCode, stdout } = await nodeAgents([...argv, '--kubernetes-version', '1.36', '--fail-on', 'never']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^2 agents on 1 node of 1 kind, Kubernetes 1\.36\n/);
  });

  test('finds the file in the working directory', async () => {
    const dir = repository();
    const before = process.cwd();
    process.chdir(dir);
    try {
      expect((await nodeAgents(['explain', 'logs', 'small'])).stdout).toMatch(
        /^The pod of agents\/logs for small stays Pending/,
      );
      expect((await nodeAgents(['validate'])).stdout).toBe('The API server would accept 1 DaemonSet.\n');
    } finally {
      process.chdir(before);
    }
  });

  test('holds agents against the platforms of the file', async () => {
    const privileged = daemonSet('logs');
    Object.assign(privileged.spec.template.spec.containers[0], { securityContext: { privileged: true } });
    const file = 'manifests: agents.yaml\nnodes: nodes.yaml\nplatforms: gke-autopilot\n';
    const dir = repository({ 'agents.yaml': yaml(privileged), 'node-agents.yaml': file });
    const config = ['--config', join(dir, 'node-agents.yaml')];
    for (const command of [
      ['plan', ...config],
      ['privileges', ...config],
    ]) {
      const { exitCode, stdout } = await nodeAgents(command);
      expect({ exitCode, stdout }).toEqual({
        exitCode: 1,
        stdout: expect.stringContaining('gke-autopilot-privileged'),
      });
    }
  });

  test('tells of a file that is not there', async () => {
    expect(await nodeAgents(['plan', '--config', 'nope.yaml'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: ['nope.yaml: cannot be read: no such file or folder'],
    });
  });
});
