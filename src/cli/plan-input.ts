import { Command, InvalidArgumentError } from 'commander';
import { InputReader } from './read-input';
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

/** Adds what every command that plans takes: manifests, nodes and the version. */
export function addPlanInput(command: Command): Command {
  return command
    .argument('<manifest...>', 'manifests: files, folders or - for standard input')
    .option(
      '--nodes <file>',
      'what kubectl get nodes,pods -A -o json prints, or - for standard input; may be repeated',
      (file: string, files: string[] = []) => [...files, file],
    )
    .option(
      '--kubernetes-version <minor>',
      `whose behaviour is planned, 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
      knownVersion,
      `1.${NEWEST_MINOR}`,
    );
}

function knownVersion(name: string): string {
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
  stdin: NodeJS.ReadableStream,
): Promise<PlanInput> {
  if (nodes.length === 0) {
    throw new Error('option --nodes is missing: expected a file of what kubectl get nodes,pods -A -o json prints');
  }
  const faults: Fault[] = [];
  const reader = new InputReader(stdin, faults);
  const manifests = await reader.manifests(paths);
  const objects = await reader.files(nodes);
  if (faults.length === 0 && !manifests.some((each) => isOfKind(each, 'DaemonSet'))) {
    faults.push({ file: paths.join(', '), rule: `no DaemonSet among the manifests: found ${kindsText(manifests)}` });
  }
  throwFaults(faults);
  return { inventory: readInventory(objects, nodes.join(', '), manifests), manifests };
}

/** The inventory; when it has faults, those of the manifests are told with them, so that one run tells of all. */
function readInventory(objects: readonly Manifest[], files: string, manifests: readonly Manifest[]): NodeInventory {
  try {
    return NodeInventory._fromManifests(objects, [], files);
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
