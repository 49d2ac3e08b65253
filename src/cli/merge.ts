import { Command } from 'commander';
import { addExample, CommandResult } from './command';
import { fleetResult } from './fleet/fleet-result';
import { FLEET_FORMATS, FleetFormat } from './fleet-options';
import { InputReader } from './read-input';
import { addReport, ReportOptions } from './report-options';
import { Streams } from './streams';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { mergeFleetPlans } from '../planner/fleet/merge-fleet-plans';

/** `node-agents merge`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  command.argument('<plan...>', 'what plan --fleet --format json prints: files, folders, or - for standard input');
  addReport(command, FLEET_FORMATS).action(async (paths: string[], options: ReportOptions<FleetFormat>) =>
    done(await merge(paths, options, streams)),
  );
  addExample(
    command,
    'node-agents plan dist/ --fleet clusters/ --shard 1/2 --format json --output part-1.json',
    'node-agents plan dist/ --fleet clusters/ --shard 2/2 --format json --output part-2.json',
    'node-agents merge part-1.json part-2.json --format markdown',
  );
}

async function merge(paths: string[], options: ReportOptions<FleetFormat>, streams: Streams): Promise<CommandResult> {
  const faults: Fault[] = [];
  const plans = await new InputReader(streams.stdin, faults, streams.progress).manifests(paths);
  throwFaults(faults);
  return fleetResult(mergeFleetPlans(plans), options, streams);
}
