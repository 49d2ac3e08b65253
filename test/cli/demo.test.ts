import { readFileSync } from 'node:fs';
import { nodeAgents } from './command-line';

test('the demo shows an exclusion with its explanation, a Pending pod, and what to do next', async () => {
  const { exitCode, stdout, stderr } = await nodeAgents(['demo']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toContain(
    'Excluded (controller), 1 node: gpu-1\n      untolerated taint nvidia.com/gpu=present:NoSchedule',
  );
  expect(stdout).toContain('Pending (scheduler), 1 node: general-3\n    » Insufficient cpu');
  expect(stdout.replace(/\s+/g, ' ')).toContain('To tolerate the taint, write tolerations: [{key: nvidia.com/gpu');
  expect(stdout).toContain('1 pod would stay Pending: lower the request');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('the commands of the demo, typed as they are shown, say what the demo says', async () => {
  const { stdout } = await nodeAgents(['demo']);
  const [plan, explain] = [...stdout.matchAll(/^\$ node-agents (.*demo.*)$/gm)].map(([, line]) => line.split(' '));
  expect(stdout).toContain((await nodeAgents(plan)).stdout.trimEnd());
  expect(stdout).toContain((await nodeAgents(explain)).stdout.trimEnd());
});

test('the API server would accept the agents of the demo', async () => {
  expect(await nodeAgents(['validate', 'demo/agents.yaml'])).toMatchObject({ exitCode: 0, stderr: [] });
  expect(readFileSync('.npmignore', 'utf8')).not.toMatch(/^\/?demo/m);
});
