import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { CommandModule, CommandResult, ExitCode } from './command';
import type { Progress } from './progress';
import { Streams, write } from './streams';
import { packageVersion } from './version';
import { faultToString, InputError } from '../kubernetes/manifest/fault';
import { systemFaultText } from '../kubernetes/manifest/system-fault';
import { printable } from '../report/printable';

/** A command's file, with the planner behind it, is loaded when it is asked for: `--version` and `--help` are quick. */
declare const require: NodeJS.Require;

/** The file that is read when none is named and it is there. */
const SETTINGS_FILE = 'node-agents.yaml';

/** What the file that reads settings exports. */
interface SettingsModule {
  readonly applySettingsTo: (command: Command, file: string) => void;
}

interface ProgressModule {
  readonly terminalProgress: () => Progress;
}

/** What a run is given; `process` is one. */
export interface RunStreams extends Omit<Streams, 'stderr' | 'progress'> {
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** The commands, each in the file of its name. */
const COMMANDS: readonly (readonly [name: string, description: string, load: () => CommandModule])[] = [
  [
    'plan',
    'Say where every agent runs, why it does not run elsewhere, and what it costs the nodes',
    () => require('./plan'),
  ],
  [
    'explain',
    'Say why one agent runs, or does not run, on one node, and what would change that',
    () => require('./explain'),
  ],
  [
    'rollout',
    'Say how a change reaches the nodes: how long it takes, how many are without the agent, whether it ends',
    () => require('./rollout'),
  ],
  [
    'bootstrap',
    'Say whether a new node ever becomes ready, who starts when, and which agents wait for each other for ever',
    () => require('./bootstrap'),
  ],
  [
    'diff',
    'Say what another version of the manifests, or of the nodes, changes: nodes gained and lost, requests, findings',
    () => require('./diff'),
  ],
  ['validate', 'Say why the API server would refuse a DaemonSet', () => require('./validate')],
  [
    'privileges',
    'Say what agents may do to nodes and cluster, and the Pod Security labels that their namespaces need',
    () => require('./privileges'),
  ],
  [
    'snapshot',
    'Read the nodes of a cluster, and what decides about agents there, through kubectl',
    () => require('./snapshot'),
  ],
  ['merge', 'Put the plans of the parts of a fleet of clusters together', () => require('./merge')],
  ['demo', 'Show a plan of a small cluster that comes with the package', () => require('./demo')],
  ['completion', 'Print what makes a shell complete commands and options', () => require('./completion')],
];

const EXIT_CODES = `
Exit codes:
  0  nothing is wrong
  1  the plan breaks a requirement or has an error finding
  2  the usage is wrong or the input cannot be read; standard error says why`;

/** What a session needs to begin with: where from comes what a command is made of. */
const EXAMPLE = (name: string) => `
Example:
  $ ${name} demo
  $ kubectl get nodes,pods -A -o json > nodes.json
  $ ${name} plan dist/ --nodes nodes.json`;

/**
 * Runs the command line and returns its exit code.
 *
 * Standard output gets the result as a whole, or nothing; standard error one line for every fault. It never throws.
 *
 * @param calledAs what it was called by, for its help
 */
export async function run(argv: readonly string[], given: RunStreams, calledAs = 'node-agents'): Promise<ExitCode> {
  const progress = given.stderr.isTTY ? loadProgress() : undefined;
  const { stdin, stdout, stderr, env } = given;
  const streams: Streams = { stdin, stdout, stderr, env, progress };
  let result: CommandResult = { output: '', exitCode: 0 };
  const program = newProgram(calledAs, (text) => {
    result = { ...result, output: result.output + text };
  });
  const complete = argv.includes('completion');
  for (const [name, description, load] of COMMANDS) {
    const command = program.command(name).description(description);
    if (argv.includes(name) || complete) {
      load().define(command, streams, (done) => (result = done));
    }
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    await progress?.end();
    return await deliver(result, streams);
  } catch (error) {
    await progress?.end();
    if (error instanceof CommanderError && error.exitCode === 0) {
      return deliver(result, streams);
    }
    await tell(streams.stderr, messagesOf(error, calledAs));
    return 2;
  }
}

function loadProgress(): Progress {
  const { terminalProgress }: ProgressModule = require('./progress');
  return terminalProgress();
}

/** Commander would end the process and write by itself; here it throws, and its help is a result like others. */
function newProgram(calledAs: string, writeOut: (text: string) => void): Command {
  return new Command(calledAs)
    .description('Plans Kubernetes node agents (DaemonSets) on the nodes they are meant for, offline.')
    .version(packageVersion())
    .addHelpText('after', `${EXAMPLE(calledAs)}\n${EXIT_CODES}`)
    .exitOverride()
    .configureOutput({ writeOut, writeErr: () => {}, outputError: () => {} })
    .hook('preAction', (_, command) => applySettings(command));
}

/** The settings of the repository stand in for what is not given. */
function applySettings(command: Command): void {
  if (command.options.some(({ long }) => long === '--config')) {
    const file: string | undefined = command.opts().config ?? (existsSync(SETTINGS_FILE) ? SETTINGS_FILE : undefined);
    if (file !== undefined) {
      const { applySettingsTo }: SettingsModule = require('./apply-settings');
      applySettingsTo(command, file);
    }
  }
}

function messagesOf(error: unknown, calledAs: string): string[] {
  if (error instanceof InputError) {
    return error.faults.map(faultToString);
  }
  if (error instanceof CommanderError) {
    return [error.code === 'commander.help' ? `error: which command? See ${calledAs} --help` : error.message];
  }
  return [`error: ${error instanceof Error ? error.message : String(error)}`];
}

/** @throws InputError when the file cannot be written */
async function deliver(result: CommandResult, { stdout, stderr }: Streams): Promise<ExitCode> {
  const { output, pieces, exitCode, file, faults = [] } = result;
  if (file !== undefined) {
    await writeFile(file, output, pieces);
  } else {
    try {
      await write(stdout, output);
      for await (const piece of pieces ?? []) {
        await write(stdout, piece);
      }
    } catch (error) {
      await tell(stderr, [...faults, `standard output cannot be written: ${systemFaultText(error)}`]);
      return 2;
    }
  }
  if (faults.length > 0) {
    await tell(stderr, faults);
  }
  return exitCode;
}

async function writeFile(path: string, text: string, pieces: AsyncIterable<Buffer> | undefined): Promise<void> {
  try {
    const file = openSync(path, 'w');
    try {
      writeFileSync(file, text);
      for await (const piece of pieces ?? []) {
        writeFileSync(file, piece);
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new InputError([{ file: path, rule: `cannot be written: ${systemFaultText(error)}` }]);
  }
}

/** One line each. When standard error is gone as well, the exit code has to do. */
async function tell(stderr: NodeJS.WritableStream, messages: readonly string[]): Promise<void> {
  await write(stderr, messages.map((message) => `${printable(message)}\n`).join('')).catch(() => undefined);
}
