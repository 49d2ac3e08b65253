import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Collector, nodeAgents, temporaryFolder, yaml } from './command-line';
import { run } from '../../src/cli/run';
import { daemonSet, node } from '../fixtures';

const folder = temporaryFolder();

test('--version prints the version of the package and nothing else', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  expect(await nodeAgents(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: [] });
});

test.each([['--help'], ['help']])('%s lists the commands and the exit codes on standard output', async (argument) => {
  const { exitCode, stdout, stderr } = await nodeAgents([argument]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toMatch(/^Usage: node-agents /);
  expect(stdout).toMatch(/Commands:\n +plan .*\n[^]* explain /);
  expect(stdout).toMatch(/Exit codes:\n +0 [^]*\n +1 [^]*\n +2 /);
});

test.each([['plan'], ['explain']])('%s --help tells its arguments and options', async (command) => {
  const { exitCode, stdout } = await nodeAgents([command, '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Usage: node-agents ${command} [options]`);
  expect(stdout).toContain('--nodes <file>');
});

test.each([
  ['no command', [], 'error: which command? See node-agents --help'],
  ['a mistyped command', ['plna'], "error: unknown command 'plna' (Did you mean plan?)"],
  ['a mistyped option', ['plan', 'a.yaml', '--node', 'n'], "error: unknown option '--node' (Did you mean --nodes?)"],
  [
    'no manifest',
    ['plan', '--nodes', 'n.yaml'],
    "error: missing required argument 'manifest': expected files, folders, globs or - for standard input",
  ],
  [
    'no nodes',
    ['plan', 'a.yaml'],
    'error: option --nodes is missing: expected a file of what kubectl get nodes,pods -A -o json prints',
  ],
  ['an option without its value', ['plan', 'a.yaml', '--nodes'], "error: option '--nodes <file>' argument missing"],
  [
    'a format there is not',
    ['plan', 'a.yaml', '--nodes', 'n.yaml', '--format', 'xml'],
    "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, markdown, html, sarif, junit.",
  ],
  [
    'a version there is not',
    ['plan', 'a.yaml', '--nodes', 'n.yaml', '--kubernetes-version', '1.99'],
    "error: option '--kubernetes-version <minor>' argument '1.99' is invalid. Expected 1.28 to 1.36.",
  ],
])('bad usage is told in one line: %s', async (_, argv, line) => {
  expect(await nodeAgents(argv)).toEqual({ exitCode: 2, stdout: '', stderr: [line] });
});

describe('a standard output that cannot take the result', () => {
  function planTo(stdout: Collector, stderr: Collector): Promise<number> {
    const dir = folder({ 'agents.yaml': yaml(daemonSet('logs')), 'nodes.yaml': yaml(node('a')) });
    return run(['plan', join(dir, 'agents.yaml'), '--nodes', join(dir, 'nodes.yaml')], {
      stdin: process.stdin,
      stdout,
      stderr,
    });
  }

  test.each([
    ['its reader has gone away', 'EPIPE', 'standard output cannot be written: its reader has gone away\n'],
    ['the disk is full', 'ENOSPC', 'standard output cannot be written: no space left\n'],
    ['anything else', 'EIO', 'standard output cannot be written: write failed\n'],
  ])('is told in one line: %s', async (_, code, line) => {
    const stderr = new Collector();
    expect(await planTo(new Collector(code), stderr)).toBe(2);
    expect(stderr.text).toBe(line);
  });

  test('still sets the exit code when standard error is gone as well', async () => {
    expect(await planTo(new Collector('EPIPE'), new Collector('EPIPE'))).toBe(2);
  });
});
