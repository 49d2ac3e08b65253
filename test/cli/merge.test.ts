import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { daemonSet, node } from '../fixtures';

const folder = temporaryFolder();

/** A folder with the plans of the parts of a fleet, and the options that plan it. */
async function parts(count: number, files: Record<string, string> = {}): Promise<{ dir: string; argv: string[] }> {
  const dir = folder({
    'agents.yaml': yaml(daemonSet('logs', {}, { cpu: '100m' })),
    'fleet/a.yaml': yaml(node('n')),
    'fleet/b.yaml': yaml(node('n'), node('m')),
    'fleet/c.yaml': yaml(node('n', { allocatable: { cpu: '50m' } })),
    'plans/README.md': 'plans of parts',
    ...files,
  });
  const argv = ['plan', join(dir, 'agents.yaml'), '--fleet', join(dir, 'fleet'), '--require', 'logs'];
  for (let part = 1; part <= count; part++) {
    const output = join(dir, `plans/${part}.json`);
    await nodeAgents([...argv, '--shard', `${part}/${count}`, '--format', 'json', '--output', output]);
  }
  return { dir, argv };
}

test.each(['text', 'json', 'markdown', 'junit'])('parts are told together as the whole is: %s', async (format) => {
  const { dir, argv } = await parts(2);
  const whole = await nodeAgents([...argv, '--format', format]);
  expect(await nodeAgents(['merge', join(dir, 'plans'), '--format', format])).toEqual(whole);
  expect(whole.exitCode).toBe(1);
});

test('parts may come one after the other from standard input, as logs do', async () => {
  const { argv } = await parts(0);
  const printed = await Promise.all(
    ['0/2', '1/2'].map(async (shard) => (await nodeAgents([...argv, '--shard', shard, '--format', 'json'])).stdout),
  );
  expect((await nodeAgents(['merge', '-'], printed.join(''))).stdout).toBe((await nodeAgents(argv)).stdout);
});

test('a cluster that could not be planned stays so, and ends in 2', async () => {
  const { dir } = await parts(2, { 'fleet/d.yaml': 'foo: bar' });
  const { exitCode, stderr } = await nodeAgents(['merge', join(dir, 'plans')]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: [`${join(dir, 'fleet/d.yaml')}:1: is not a Kubernetes object: it has no kind`],
  });
});

test('a part that is missing is a fault', async () => {
  const { dir } = await parts(2);
  expect(await nodeAgents(['merge', join(dir, 'plans/2.json')])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: ['shard 1 of 2, counted from 0, is missing'],
  });
});
