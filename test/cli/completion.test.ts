import { spawnSync } from 'node:child_process';
import { nodeAgents } from './command-line';

async function completion(shell: string): Promise<string> {
  const { exitCode, stdout, stderr } = await nodeAgents(['completion', shell]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  return stdout;
}

/** What bash offers when the last of these words is begun. */
async function offered(...words: string[]): Promise<string[]> {
  const script = `${await completion('bash')}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_node_agents; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

test.each([
  [['node-agents', 'pl'], ['plan']],
  [['node-agents', 'plan', '--form'], ['--format']],
  [
    ['node-agents', 'plan', '--format', 'j'],
    ['json', 'junit'],
  ],
  [['node-agents', 'diff', '--fail-on', 'w'], ['warning']],
  [['node-agents', 'plan', '--platform', 'gke'], ['gke-autopilot']],
  [['node-agents', 'completion', 'f'], ['fish']],
  [['node-agents', 'plan', '--nodes', 'package.j'], ['package.json']],
  [['node-agents', 'plan', 'package-l'], ['package-lock.json']],
])('bash completes %j', async (words, expected) => {
  expect(await offered(...words)).toEqual(expected);
});

test('zsh and fish know every command, every option and its values, with what they are for', async () => {
  const { stdout: help } = await nodeAgents(['--help']);
  const commands = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name).filter((name) => name !== 'help');
  expect(commands).toEqual(expect.arrayContaining(['plan', 'diff', 'bootstrap', 'completion']));
  const [zsh, fish] = [await completion('zsh'), await completion('fish')];
  for (const command of commands) {
    expect(zsh).toMatch(new RegExp(`\\n {4}'${command}:[A-Z]`));
    expect(fish).toContain(`-n __fish_use_subcommand -f -a ${command} -d '`);
  }
  expect(zsh).toMatch(/'\*--fail-on\[exit with 1[^\]]*\]:value:\(error warning pending never\)'/);
  expect(fish).toContain(
    "-n '__fish_seen_subcommand_from plan' -l format -x -a 'text json markdown html sarif junit' -d '",
  );
});

test('a shell there is not is bad usage', async () => {
  expect((await nodeAgents(['completion', 'csh'])).stderr).toEqual([
    "error: command-argument value 'csh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.",
  ]);
});
