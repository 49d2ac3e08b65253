import { Command } from 'commander';
import { CommandResult, addExample } from './command';
import { exitCodeOf, failOnOption } from './fail-on';
import { PlanInput, PlanInputOptions, addPlanInput, readPlanInput, repeated } from './plan-input';
import { addReport, asJson, ReportOptions, textOptions } from './report-options';
import { readPrevious } from './review-options';
import { Streams } from './streams';
import { planPlacement } from '../planner/placement/plan-placement';
import { planRollouts } from '../planner/rollout/plan-rollout';
import { RolloutPlanDocument } from '../planner/rollout/rollout-document';
import { sortRollouts, unavailableTexts } from '../report/rollout-summary';
import { FailOn, Troubles } from '../review/fail-on';

declare const require: NodeJS.Require;

interface RolloutOptions extends PlanInputOptions, ReportOptions<'text' | 'json' | 'markdown' | 'html' | 'junit'> {
  readonly from: string[];
  readonly failOn: FailOn;
}

/** `node-agents rollout`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  addPlanInput(command).requiredOption(
    '--from <file>',
    'the manifests as they are deployed: a file or a folder; may be repeated',
    repeated,
  );
  addReport(command, ['text', 'json', 'markdown', 'html', 'junit'])
    .addOption(
      failOnOption({
        error: 'rollouts that never end and remarks that are errors',
        warning: 'remarks that are warnings and pods that are unavailable today',
        pending: 'running pods of others that are evicted',
      }),
    )
    .action(async (paths: string[], options: RolloutOptions) => done(await rollout(paths, options, streams)));
  addExample(
    command,
    'kubectl get daemonsets -A -o yaml > live.yaml',
    'node-agents rollout --from live.yaml dist/ --nodes nodes.json',
    'node-agents rollout --from live.yaml dist/ --nodes nodes.json --format html --output rollout.html',
  );
}

async function rollout(paths: string[], options: RolloutOptions, streams: Streams): Promise<CommandResult> {
  const input = await readPlanInput(paths, options, streams);
  const { inventory, manifests } = input;
  const from = await readPrevious(options.from, streams);
  const { kubernetesVersion } = options;
  const rollouts = planRollouts(inventory, from, manifests, { kubernetesVersion }).map((plan) => plan.toJson());
  return {
    output: reportOf(rollouts, input, options, streams),
    exitCode: exitCodeOf(troublesOf(rollouts), options.failOn),
    file: options.output,
  };
}

function troublesOf(rollouts: readonly RolloutPlanDocument[]): Troubles {
  const { stuck, ending, still } = sortRollouts(rollouts);
  const remarks = [...stuck, ...ending].flatMap(({ blockers }) => blockers);
  return {
    error: stuck.length > 0 || remarks.some(({ severity }) => severity === 'error'),
    warning: remarks.some(({ severity }) => severity === 'warning') || unavailableTexts(still).length > 0,
    pending: rollouts.some(({ evicted }) => evicted.length > 0),
  };
}

function reportOf(
  rollouts: readonly RolloutPlanDocument[],
  { inventory, manifests }: PlanInput,
  options: RolloutOptions,
  streams: Streams,
): string {
  switch (options.format) {
    case 'json':
      return asJson(rollouts);
    case 'markdown': {
      const { rolloutMarkdown } =
        require('../report/markdown/rollout-markdown') as typeof import('../report/markdown/rollout-markdown');
      return rolloutMarkdown(rollouts);
    }
    case 'junit': {
      const { rolloutJunit } =
        require('../report/junit/rollout-junit') as typeof import('../report/junit/rollout-junit');
      return rolloutJunit(rollouts);
    }
    case 'html': {
      const { htmlReport } = require('../report/html/html-report') as typeof import('../report/html/html-report');
      return htmlReport({ plan: planPlacement(inventory, manifests, options), rollouts });
    }
    case 'text': {
      const { rolloutText } = require('../report/text/rollout-text') as typeof import('../report/text/rollout-text');
      return rolloutText(rollouts, textOptions(streams, options));
    }
  }
}
