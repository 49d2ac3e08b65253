import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { stringify } from 'yaml';
import { CommandResult, addExample } from './command';
import { Progress } from './progress';
import { Streams } from './streams';
import { InputError } from '../kubernetes/manifest/fault';
import { systemFaultText } from '../kubernetes/manifest/system-fault';
import { wholeText } from '../report/units';
import { kubectlGet } from '../snapshot/kubectl';
import { SnapshotFile } from '../snapshot/snapshot-file';
import { snapshotClusterRole } from '../snapshot/snapshot-rbac';
import { SnapshotBatch, takeSnapshot } from '../snapshot/take-snapshot';

interface SnapshotCommandOptions {
  readonly output?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly hashPodNames?: boolean;
  readonly pageSize: number;
  readonly printRbac?: boolean;
}

/** `node-agents snapshot`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  command
    .option(
      '--output <file>',
      'write the inventory to a file instead of standard output, compressed when its name ends in .gz',
    )
    .option('--context <name>', 'the context of kubectl')
    .option('--kubeconfig <file>', 'the configuration of kubectl')
    .option('--hash-pod-names', 'write digests instead of the names of pods')
    .option('--page-size <count>', 'objects that are asked for at a time', pageSize, 500)
    .option('--print-rbac', 'print the permissions that it takes, and do nothing else')
    .action(async (options: SnapshotCommandOptions) => done(await snapshot(options, streams)));
  addExample(
    command,
    'node-agents snapshot --output nodes.json',
    'node-agents plan dist/ --nodes nodes.json',
    'node-agents snapshot --print-rbac | kubectl apply -f -',
  );
}

function pageSize(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new InvalidArgumentError('Expected a whole number of at least 1.');
  }
  return count;
}

async function snapshot(options: SnapshotCommandOptions, { progress }: Streams): Promise<CommandResult> {
  const { output, hashPodNames, pageSize: size } = options;
  if (options.printRbac) {
    return { output: stringify(snapshotClusterRole()), exitCode: 0, file: output };
  }
  const batches = takeSnapshot(kubectlGet(kubectlOptions(options)), {
    hashPodNames,
    pageSize: size,
    onProgress: (resource, read, total) => progress?.step(bar(resource, read, total), SLOW),
  });
  const file = attempt(output, () => new SnapshotFile(output));
  const release = discardOnSignal(file);
  try {
    await writeSnapshot(batches, file, output);
  } catch (error) {
    file.discard();
    throw error;
  } finally {
    release();
  }
  return { output: '', exitCode: 0, ...(file.inPlace ? {} : { pieces: thenDiscarded(file), file: output }) };
}

async function writeSnapshot(
  batches: AsyncIterable<SnapshotBatch>,
  file: SnapshotFile,
  output: string | undefined,
): Promise<void> {
  let kind: string | undefined;
  for await (const { resource, objects, anew } of batches) {
    attempt(output, () => {
      if (resource !== kind) {
        file.begin();
        kind = resource;
      }
      if (anew) {
        file.beginAnew();
      }
      file.append(objects);
    });
  }
  attempt(output, () => file.finish());
}

/** @throws InputError when the file cannot be written */
function attempt<T>(output: string = join(tmpdir(), 'node-agents-*'), write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new InputError([{ file: output, rule: `cannot be written: ${systemFaultText(error)}` }]);
  }
}

async function* thenDiscarded(file: SnapshotFile): AsyncGenerator<Buffer> {
  try {
    yield* file.contents();
  } finally {
    file.discard();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Whoever ends the program in the middle finds no part of a file. Returns what takes this back. */
function discardOnSignal(file: SnapshotFile): () => void {
  const end = (signal: NodeJS.Signals) => {
    file.discard();
    release();
    process.kill(process.pid, signal);
  };
  const release = () => SIGNALS.forEach((signal) => process.off(signal, end));
  SIGNALS.forEach((signal) => process.on(signal, end));
  return release;
}

function kubectlOptions({ context, kubeconfig }: SnapshotCommandOptions): string[] {
  return Object.entries({ context, kubeconfig }).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
}

/** A cluster takes its time, however little it sends. */
const SLOW: Parameters<Progress['step']>[1] = Infinity;
const BAR = 20;

function bar(resource: string, read: number, total: number | undefined): string {
  if (total === undefined) {
    return `Reading ${resource}: ${wholeText(read)}`;
  }
  const done = Math.round((read / Math.max(1, total)) * BAR);
  return `Reading ${resource}: ${'#'.repeat(done)}${'.'.repeat(BAR - done)} ${wholeText(read)} of ${wholeText(total)}`;
}
