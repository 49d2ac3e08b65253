import { Command } from 'commander';
import { CommandResult, addExample } from './command';
import { addPlanInput, PlanInputOptions, readPlanInput } from './plan-input';
import { textOptions } from './report-options';
import { Streams } from './streams';
import { planPlacement } from '../planner/placement/plan-placement';
import { printable } from '../report/printable';
import { layoutOf } from '../report/text/layout';
import { wrapped } from '../report/text/wrapped';

/** `node-agents explain`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  command.argument('<agent>', 'DaemonSet, as name or namespace/name').argument('<node>', 'name of the node');
  addPlanInput(command).action(
    async (agent: string, node: string, paths: string[], options: PlanInputOptions): Promise<void> => {
      const { inventory, manifests } = await readPlanInput(paths, options, streams);
      const sentences = planPlacement(inventory, manifests, options).explain(agent, node);
      const { width } = layoutOf(textOptions(streams, {}));
      done({ output: `${wrapped(printable(sentences), width).join('\n')}\n`, exitCode: 0 });
    },
  );
  addExample(command, 'node-agents explain logs gpu-1 dist/ --nodes nodes.json');
}
