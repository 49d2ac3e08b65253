import { Command, InvalidArgumentError } from 'commander';
import { InputReader } from './read-input';
import { Streams } from './streams';
import { InventoryReader } from '../inventory/inventory-reader';
import { NodeInventory } from '../inventory/node-inventory';
import { kubernetesVersion, NEWEST_MINOR, OLDEST_MINOR } from '../kubernetes/kubernetes-version';
import { Fault, InputError, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest, isOfKind } from '../kubernetes/manifest/manifest';
import { readDaemonSets } from '../planner/placement/plan-placement';

/** The options of every command that plans. */
export interface PlanInputOptions {
  /** @default - none, which is a fault: Commander would tell of it before it tells of an option that is mistyped */
  readonly nodes?: string[];
  readonly kubernetesVersion: string;
}

/** What a plan is made from. */
export interface PlanInput {
  readonly inventory: NodeInventory;
  readonly manifests: readonly Manifest[];
}

/** Takes the values of an option that may be repeated. */
export function repeated(value: string, values: string[] = []): string[] {
  return [...values, value];
}

/** Adds manifests as the last argument, and the file of settings that may hold them. */
export function addManifests(command: Command): Command {
  return command
    .argument('[manifest...]', 'manifests: files, folders, globs in quotes, or - for standard input')
    .option('--config <file>', 'file of settings (default: node-agents.yaml, if it is there)');
}

/** Adds what every command that plans takes: manifests, nodes and the version. */
export function addPlanInput(command: Command): Command {
  return addVersion(addNodes(addManifests(command)));
}

export function addNodes(command: Command): Command {
  return command.option(
    '--nodes <file>',
    'what kubectl get nodes,pods -A -o json prints, or - for standard input; may be repeated',
    repeated,
  );
}

export function addVersion(command: Command): Command {
  return command.option(
    '--kubernetes-version <minor>',
    `whose behaviour is planned, 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
    knownVersion,
    `1.${NEWEST_MINOR}`,
  );
}

/** The version, when it is one. */
export function knownVersion(name: string): string {
  try {
    return kubernetesVersion(name).name;
  } catch {
    throw new InvalidArgumentError(`Expected 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}.`);
  }
}

/**
 * Reads manifests and nodes.
 *
 * @throws InputError that lists every fault; Error when no nodes are given
 */
export async function readPlanInput(
  paths: readonly string[],
  { nodes = [] }: PlanInputOptions,
  { stdin, progress }: Streams,
): Promise<PlanInput> {
  checkGiven(paths, nodes);
  const faults: Fault[] = [];
  const reader = new InputReader(stdin, faults, progress);
  const manifests = await readAgents(reader, paths, faults);
  const given = await reader.inventory(nodes);
  throwFaults(faults);
  progress?.step('Planning');
  return { inventory: inventoryOf(given, nodes.join(', '), manifests), manifests };
}

/** @throws Error that says what has not been given */
export function checkGiven(paths: readonly string[], nodes: readonly string[]): void {
  checkManifests(paths);
  if (nodes.length === 0) {
    throw new Error('option --nodes is missing: expected a file of what kubectl get nodes,pods -A -o json prints');
  }
}

/** @throws Error that says that there are none */
export function checkManifests(paths: readonly string[]): void {
  if (paths.length === 0) {
    throw new Error("missing required argument 'manifest': expected files, folders, globs or - for standard input");
  }
}

/** The manifests of paths, among which there must be a DaemonSet. */
export async function readAgents(reader: InputReader, paths: readonly string[], faults: Fault[]): Promise<Manifest[]> {
  const before = faults.length;
  const manifests = await reader.manifests(paths);
  if (faults.length === before) {
    requireAgents(manifests, paths.join(', '), faults);
  }
  return manifests;
}

/** Adds a fault when there is no DaemonSet among the manifests. */
export function requireAgents(manifests: readonly Manifest[], file: string, faults: Fault[]): void {
  if (!manifests.some((each) => isOfKind(each, 'DaemonSet'))) {
    faults.push({ file, rule: `no DaemonSet among the manifests: found ${kindsText(manifests)}` });
  }
}

/** The inventory; when it has faults, those of the manifests are told with them, so that one run tells of all. */
export function inventoryOf(given: InventoryReader, files: string, manifests: readonly Manifest[] = []): NodeInventory {
  try {
    return NodeInventory._fromReader(given, [], files);
  } catch (error) {
    if (error instanceof InputError) {
      const faults = [...error.faults];
      readDaemonSets(manifests, faults);
      throwFaults(faults);
    }
    throw error;
  }
}

function kindsText(manifests: readonly Manifest[]): string {
  const counts = new Map<string, number>();
  manifests.forEach(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing';
}
