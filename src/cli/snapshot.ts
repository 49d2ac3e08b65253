import { Command, InvalidArgumentError } from 'commander';
import { stringify } from 'yaml';
import { CommandResult, addExample } from './command';
import { Progress } from './progress';
import { Streams } from './streams';
import { wholeText } from '../report/units';
import { kubectlGet } from '../snapshot/kubectl';
import { snapshotClusterRole } from '../snapshot/snapshot-rbac';
import { takeSnapshot } from '../snapshot/take-snapshot';

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
    .option('--output <file>', 'write the inventory to a file instead of standard output')
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
  if (options.printRbac) {
    return { output: stringify(snapshotClusterRole()), exitCode: 0, file: options.output };
  }
  const objects = await takeSnapshot(kubectlGet(kubectlOptions(options)), {
    hashPodNames: options.hashPodNames,
    pageSize: options.pageSize,
    onProgress: (resource, read, total) => progress?.step(bar(resource, read, total), SLOW),
  });
  return { output: asList(objects), exitCode: 0, file: options.output };
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

/** A line for each object, so that two snapshots can be compared. */
function asList(objects: readonly object[]): string {
  const items = objects.map((object) => JSON.stringify(object)).join(',\n');
  return `{"apiVersion": "v1", "kind": "List", "items": [\n${items}\n]}\n`;
}
