import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { daemonSet, node } from '../fixtures';

const folder = temporaryFolder();

/** A CNI agent, by what is known of its image. */
const CNI = daemonSet('cilium', {
  hostNetwork: true,
  tolerations: [{ operator: 'Exists' }],
  containers: [{ name: 'cilium-agent', image: 'quay.io/cilium/cilium:v1.17.2' }],
});

function bootstrap(cni: unknown, ...options: string[]) {
  const dir = folder({ 'agents.yaml': yaml(cni), 'nodes.yaml': yaml(node('a'), node('b')) });
  return nodeAgents(['bootstrap', join(dir, 'agents.yaml'), '--nodes', join(dir, 'nodes.yaml'), ...options]);
}

const TAINT = ['--startup-taint', 'example.com/startup=true:NoSchedule'];
const INTOLERANT = {
  ...CNI,
  spec: {
    ...CNI.spec,
    template: {
      ...CNI.spec.template,
      spec: {
        ...CNI.spec.template.spec,
        tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }],
      },
    },
  },
};

test('new nodes that become Ready are told step by step', async () => {
  const { exitCode, stdout, stderr } = await bootstrap(CNI);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toMatch(/A node like \[a,b\]\n +1\. +agents\/cilium => [^]*Ready/);
});

test('a node that never becomes Ready exits with 1, unless it is not to, with the change that helps', async () => {
  const { exitCode, stdout } = await bootstrap(INTOLERANT, ...TAINT);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('DEADLOCKS');
  expect(stdout).toMatch(/fix: agents\/cilium: /);
  expect((await bootstrap(INTOLERANT, ...TAINT, '--fail-on', 'never')).exitCode).toBe(0);
});

test('JSON is the BootstrapPlan document', async () => {
  const { stdout } = await bootstrap(CNI, '--first-node', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'BootstrapPlan', firstNode: true, nodes: [{ nodes: ['a', 'b'] }] });
});

test.each([
  ['markdown', '### Node agents: Of 2 nodes'],
  ['junit', '<testcase classname="a node like [a,b]" name="becomes Ready"/>'],
])('it is told as %s', async (format, part) => {
  expect((await bootstrap(CNI, '--format', format)).stdout).toContain(part);
});

test('a taint that is none is bad usage', async () => {
  expect(await bootstrap(CNI, '--startup-taint', 'gpu')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: ['error: "gpu" is no taint: expected KEY=VALUE:EFFECT, such as dedicated=gpu:NoSchedule'],
  });
});
