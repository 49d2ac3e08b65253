import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { CommandResult } from './command';
import { exitCodeOf, FailOn, failOnOption } from './fail-on';
import { addPlanInput, PlanInputOptions, readPlanInput } from './plan-input';
import { OutputStream, Streams } from './streams';
import { throwFaults } from '../kubernetes/manifest/fault';
import { systemFaultText } from '../kubernetes/manifest/system-fault';
import { lintPlan } from '../lint/lint-plan';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { planPlacement } from '../planner/placement/plan-placement';
import { placementText } from '../report/text/placement-text';

interface PlanOptions extends PlanInputOptions {
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly failOn: FailOn;
}

const WIDEST = 100;

/** `node-agents plan`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  addPlanInput(command)
    .addOption(new Option('--format <format>', 'how the plan is told').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write the plan to a file instead of standard output')
    .addOption(failOnOption())
    .action(async (paths: string[], options: PlanOptions) => done(await plan(paths, options, streams)));
}

async function plan(paths: string[], options: PlanOptions, { stdin, stdout }: Streams): Promise<CommandResult> {
  const { inventory, manifests } = await readPlanInput(paths, options, stdin);
  const bare = planPlacement(inventory, manifests, options);
  const placement = bare._withFindings(lintPlan(bare, manifests));
  const exitCode = exitCodeOf(placement.toJson(), options.failOn);
  if (options.output === undefined) {
    return { output: reportOf(placement, options, stdout), exitCode };
  }
  writeReport(options.output, reportOf(placement, options));
  return { output: '', exitCode };
}

function reportOf(placement: PlacementPlan, { format }: PlanOptions, terminal?: OutputStream): string {
  const document = placement.toJson();
  if (format === 'json') {
    return `${JSON.stringify(document, null, 2)}\n`;
  }
  const width = Math.min(WIDEST, terminal?.columns ?? WIDEST);
  return placementText(document, placement.overhead().classes, { width, color: terminal?.hasColors?.() });
}

function writeReport(file: string, report: string): void {
  try {
    writeFileSync(file, report);
  } catch (error) {
    throwFaults([{ file, rule: `cannot be written: ${systemFaultText(error)}` }]);
  }
}
