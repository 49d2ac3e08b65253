import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { daemonSet, node } from '../fixtures';

const folder = temporaryFolder();
const nodes = yaml(node('a'), node('b'), node('small', { allocatable: { cpu: '100m' } }));
const logs = (cpu: string, image: string) =>
  daemonSet('logs', { containers: [{ name: 'agent', image, resources: { requests: { cpu } } }] });

function rollout(from: unknown, to: unknown, ...options: string[]) {
  const dir = folder({ 'live.yaml': yaml(from), 'next.yaml': yaml(to), 'nodes.yaml': nodes });
  const paths = ['--from', join(dir, 'live.yaml'), join(dir, 'next.yaml'), '--nodes', join(dir, 'nodes.yaml')];
  return nodeAgents(['rollout', ...paths, ...options]);
}

test('a rollout that ends is told in words', async () => {
  const { exitCode, stdout, stderr } = await rollout(logs('50m', 'agent:1'), logs('50m', 'agent:2'));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toContain('agents/logs rolls out on 3 nodes with maxUnavailable 1.');
  expect(stdout).toContain('It replaces the pod on 3 nodes.');
});

test('a rollout that never ends exits with 1 and says what stops it', async () => {
  const { exitCode, stdout } = await rollout(logs('50m', 'agent:1'), logs('200m', 'agent:1'));
  expect(exitCode).toBe(1);
  expect(stdout).toContain('agents/logs does not roll out on 3 nodes with maxUnavailable 1.');
  expect(stdout).toMatch(/new-unavailable: [^:]*: Insufficient\s+cpu/);
});

test('an agent that does not change fails nothing, whatever it fails at today', async () => {
  const { exitCode, stdout } = await rollout(logs('200m', 'agent:1'), logs('200m', 'agent:1'));
  expect(exitCode).toBe(0);
  expect(stdout).toContain('- agents/logs: 1 pod of 3 is unavailable today, with or without this change:\n  small\n');
  expect((await rollout(logs('200m', 'a'), logs('200m', 'a'), '--fail-on', 'warning')).exitCode).toBe(1);
});

test('JSON is the list of RolloutPlan documents', async () => {
  const { stdout } = await rollout(logs('50m', 'agent:1'), logs('50m', 'agent:2'), '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject([{ kind: 'RolloutPlan', daemonSet: 'agents/logs', completes: true }]);
});

test('a changed selector is refused', async () => {
  const changed = logs('50m', 'agent:2');
  changed.spec.selector.matchLabels = { app: 'logs', v: '2' };
  changed.spec.template.metadata.labels = { app: 'logs', v: '2' };
  const { exitCode, stdout, stderr } = await rollout(logs('50m', 'agent:1'), changed);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.join()).toContain('spec.selector');
});
