import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { CommandModule, CommandResult, ExitCode } from './command';
import { Streams, write } from './streams';
import { faultToString, InputError } from '../kubernetes/manifest/fault';
import { systemFaultText } from '../kubernetes/manifest/system-fault';
import { printable } from '../report/printable';

/** The commands, each in the file of its name. */
const COMMANDS: Readonly<Record<string, string>> = {
  plan: 'Say where every agent runs, why it does not run elsewhere, and what it costs the nodes',
  explain: 'Say why one agent runs, or does not run, on one node, and what would change that',
  rollout: 'Say how a change reaches the nodes: how long it takes, how many are without the agent, whether it ends',
  validate: 'Say why the API server would refuse a DaemonSet',
};

const EXIT_CODES = `
Exit codes:
  0  nothing is wrong
  1  the plan breaks a requirement or has an error finding
  2  the usage is wrong or the input cannot be read; standard error says why`;

/**
 * Runs the command line and returns its exit code.
 *
 * Standard output gets the result as a whole, or nothing; standard error one line for every fault. It never throws.
 */
export async function run(argv: readonly string[], streams: Streams): Promise<ExitCode> {
  let result: CommandResult = { output: '', exitCode: 0 };
  const program = newProgram((text) => {
    result = { ...result, output: result.output + text };
  });
  for (const [name, description] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(description);
    if (argv.includes(name)) {
      load(name).define(command, streams, (done) => (result = done));
    }
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError && error.exitCode === 0)) {
      await tell(streams.stderr, messagesOf(error));
      return 2;
    }
  }
  return deliver(result, streams);
}

/** Commander would end the process and write by itself; here it throws, and its help is a result like others. */
function newProgram(writeOut: (text: string) => void): Command {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return new Command('node-agents')
    .description('Plans Kubernetes node agents (DaemonSets) on the nodes they are meant for, offline.')
    .version(version)
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut, writeErr: () => {}, outputError: () => {} });
}

/** A command's file, with the planner behind it, is loaded when it is asked for: `--version` and `--help` are quick. */
function load(name: string): CommandModule {
  return createRequire(__filename)(`./${name}`);
}

function messagesOf(error: unknown): string[] {
  if (error instanceof InputError) {
    return error.faults.map(faultToString);
  }
  if (error instanceof CommanderError) {
    return [error.code === 'commander.help' ? 'error: which command? See node-agents --help' : error.message];
  }
  return [`error: ${error instanceof Error ? error.message : String(error)}`];
}

async function deliver({ output, exitCode }: CommandResult, { stdout, stderr }: Streams): Promise<ExitCode> {
  try {
    await write(stdout, output);
    return exitCode;
  } catch (error) {
    await tell(stderr, [`standard output cannot be written: ${systemFaultText(error)}`]);
    return 2;
  }
}

/** One line each. When standard error is gone as well, the exit code has to do. */
async function tell(stderr: NodeJS.WritableStream, messages: readonly string[]): Promise<void> {
  await write(stderr, messages.map((message) => `${printable(message)}\n`).join('')).catch(() => undefined);
}
