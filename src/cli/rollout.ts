import { Command, Option } from 'commander';
import { CommandResult } from './command';
import { PlanInputOptions, addPlanInput, readPlanInput } from './plan-input';
import { InputReader } from './read-input';
import { Streams } from './streams';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { planRollouts } from '../planner/rollout/plan-rollout';
import { printable } from '../report/printable';

interface RolloutOptions extends PlanInputOptions {
  readonly from: string[];
  readonly format: 'text' | 'json';
}

/** `node-agents rollout`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  addPlanInput(command)
    .requiredOption(
      '--from <file>',
      'the manifests as they are deployed: a file or a folder; may be repeated',
      (file: string, files: string[] = []) => [...files, file],
    )
    .addOption(new Option('--format <format>', 'how the rollout is told').choices(['text', 'json']).default('text'))
    .action(async (paths: string[], options: RolloutOptions) => done(await rollout(paths, options, streams)));
}

/** The rollout of every DaemonSet that changes; exit code 1 when one of them never completes. */
async function rollout(paths: string[], options: RolloutOptions, { stdin }: Streams): Promise<CommandResult> {
  const { inventory, manifests } = await readPlanInput(paths, options, stdin);
  const faults: Fault[] = [];
  const from = await new InputReader(stdin, faults).manifests(options.from);
  throwFaults(faults);
  const { kubernetesVersion } = options;
  const plans = planRollouts(inventory, from, manifests, { kubernetesVersion });
  const output =
    options.format === 'json'
      ? JSON.stringify(
          plans.map((plan) => plan.toJson()),
          null,
          2,
        )
      : plans.map((plan) => printedLines(plan.explain())).join('\n\n');
  return { output: `${output}\n`, exitCode: plans.every((plan) => plan.toJson().completes) ? 0 : 1 };
}

function printedLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
