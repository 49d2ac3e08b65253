import { Command, InvalidArgumentError } from 'commander';
import { ReportOptions } from './report-options';
import { Shard } from '../planner/fleet/fleet-document';
import { readShard } from '../planner/fleet/shard';

/** The options for a fleet of clusters. */
export interface FleetOptions {
  /** @default - one cluster, that of `--nodes` */
  readonly fleet?: string;
  readonly shard?: Shard;
  readonly jobs?: number;
}

/** How a fleet may be told. */
export const FLEET_FORMATS = ['text', 'json', 'markdown', 'junit'] as const;
export type FleetFormat = (typeof FLEET_FORMATS)[number];

/** The same, where a fleet is given. */
export interface OfFleet extends FleetOptions, ReportOptions<FleetFormat> {
  readonly fleet: string;
}

export function addFleet(command: Command): Command {
  return command
    .option(
      '--fleet <folder>',
      'plan many clusters instead of one: the folder has an inventory for each, CLUSTER.json or CLUSTER.yaml, ' +
        'or a folder CLUSTER with all its files, and its own manifests in CLUSTER/manifests',
    )
    .option('--shard <part>', 'plan one part of the fleet, such as 3/16; merge puts the parts together', shard)
    .option('--jobs <count>', 'clusters that are planned at once (default: the cores there are)', jobs);
}

/**
 * Whether it is a fleet that is to be planned.
 *
 * @throws Error when options do not go together
 */
export function isOfFleet<O extends FleetOptions & ReportOptions>(
  options: O,
  command: Command,
): options is O & OfFleet {
  const { fleet, format } = options;
  const given = (option: string) => command.getOptionValueSource(option) === 'cli';
  if (fleet === undefined) {
    const stray = ['shard', 'jobs'].find(given);
    if (stray !== undefined) {
      throw new Error(`option --${stray} is for a fleet: expected --fleet with a folder of inventories too`);
    }
    return false;
  }
  if (given('nodes')) {
    throw new Error('options --nodes and --fleet exclude each other: expected the nodes of each cluster in the folder');
  }
  if (!(FLEET_FORMATS as readonly string[]).includes(format)) {
    throw new Error(`option --format ${format} is for one cluster: expected ${FLEET_FORMATS.join(', ')} with --fleet`);
  }
  return true;
}

function shard(text: string): Shard {
  try {
    return readShard(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function jobs(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_JOBS) {
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_JOBS}.`);
  }
  return count;
}

const MOST_JOBS = 1024;
