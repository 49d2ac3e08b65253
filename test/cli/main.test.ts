import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function main(...argv: string[]) {
  const program = join(__dirname, '../../src/cli/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', program, ...argv], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the program writes its result and ends with 0', () => {
  expect(main('--version')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  });
});

test('the program ends with 2 on bad usage, with a line for every fault on standard error', () => {
  expect(main('plan', 'no-agents', '--nodes', 'no-nodes')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'no-agents: cannot be read: no such file or folder\nno-nodes: cannot be read: no such file or folder\n',
  });
});
