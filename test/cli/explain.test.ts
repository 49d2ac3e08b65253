import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { daemonSet, node } from '../fixtures';

const folder = temporaryFolder();

function explain(agent: string, nodeName: string) {
  const spot = node('spot-1', { taints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }] });
  const dir = folder({ 'agents.yaml': yaml(daemonSet('logs')), 'nodes.yaml': yaml(node('a'), spot) });
  return nodeAgents(['explain', agent, nodeName, join(dir, 'agents.yaml'), '--nodes', join(dir, 'nodes.yaml')]);
}

test('one agent on one node is explained, in lines that fit', async () => {
  const { exitCode, stdout, stderr } = await explain('logs', 'spot-1');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toMatch(
    /^The DaemonSet controller creates no pod of agents\/logs on spot-1:\s[^]*spot=true[^]*[^\n]\n$/,
  );
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  ['lgos', 'a', 'error: the plan has no DaemonSet "lgos": did you mean logs?'],
  ['logs', 'spot-2', 'error: the plan has no node "spot-2": did you mean spot-1?'],
])('what is not in the plan is told with what was meant: %s on %s', async (agent, nodeName, line) => {
  expect(await explain(agent, nodeName)).toEqual({ exitCode: 2, stdout: '', stderr: [line] });
});
