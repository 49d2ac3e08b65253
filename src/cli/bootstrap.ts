import { Command } from 'commander';
import { CommandResult, addExample } from './command';
import { exitCodeOf, failOnOption } from './fail-on';
import { PlanInput, PlanInputOptions, addPlanInput, readPlanInput, repeated } from './plan-input';
import { addReport, asJson, ReportOptions, textOptions } from './report-options';
import { Streams } from './streams';
import { readTaintText } from './taint-text';
import { BootstrapPlanDocument } from '../planner/bootstrap/bootstrap-document';
import { planBootstrap } from '../planner/bootstrap/plan-bootstrap';
import { planPlacement } from '../planner/placement/plan-placement';
import { isHeldUp } from '../report/bootstrap-summary';
import { FailOn } from '../review/fail-on';

declare const require: NodeJS.Require;

interface BootstrapOptions extends PlanInputOptions, ReportOptions<'text' | 'json' | 'markdown' | 'html' | 'junit'> {
  readonly firstNode?: boolean;
  readonly startupTaint?: string[];
  readonly failOn: FailOn;
}

/** `node-agents bootstrap`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  addPlanInput(command)
    .option('--first-node', 'take each node for the first one of an empty cluster')
    .option(
      '--startup-taint <taint>',
      'a taint that nodes register with and lose on the way, such as node.cilium.io/agent-not-ready=true:NoExecute; may be repeated',
      repeated,
    );
  addReport(command, ['text', 'json', 'markdown', 'html', 'junit'])
    .addOption(
      failOnOption({
        error: 'nodes that never become Ready and deadlocks',
        warning: 'agents that workloads may outrun',
        pending: 'agents that stay Pending or Waiting',
      }),
    )
    .action(async (paths: string[], options: BootstrapOptions) => done(await bootstrap(paths, options, streams)));
  addExample(
    command,
    'node-agents bootstrap dist/ --nodes nodes.json',
    'node-agents bootstrap dist/ --nodes nodes.json --startup-taint node.cilium.io/agent-not-ready=true:NoExecute',
  );
}

async function bootstrap(paths: string[], options: BootstrapOptions, streams: Streams): Promise<CommandResult> {
  const startupTaints = options.startupTaint?.map(readTaintText);
  const input = await readPlanInput(paths, options, streams);
  const { inventory, manifests } = input;
  const { firstNode, kubernetesVersion } = options;
  const plan = planBootstrap(inventory, manifests, { firstNode, startupTaints, kubernetesVersion });
  const document = plan.toJson();
  const agents = document.nodes.flatMap((each) => each.agents);
  const troubles = {
    error: !plan.bootstraps(),
    warning: agents.some(({ outrun }) => outrun),
    pending: agents.some(isHeldUp),
  };
  return {
    output: reportOf(document, input, options, streams),
    exitCode: exitCodeOf(troubles, options.failOn),
    file: options.output,
  };
}

function reportOf(
  document: BootstrapPlanDocument,
  { inventory, manifests }: PlanInput,
  options: BootstrapOptions,
  streams: Streams,
): string {
  switch (options.format) {
    case 'json':
      return asJson(document);
    case 'markdown': {
      const { bootstrapMarkdown } =
        require('../report/markdown/bootstrap-markdown') as typeof import('../report/markdown/bootstrap-markdown');
      return bootstrapMarkdown(document);
    }
    case 'junit': {
      const { bootstrapJunit } =
        require('../report/junit/bootstrap-junit') as typeof import('../report/junit/bootstrap-junit');
      return bootstrapJunit(document);
    }
    case 'html': {
      const { htmlReport } = require('../report/html/html-report') as typeof import('../report/html/html-report');
      return htmlReport({ plan: planPlacement(inventory, manifests, options), bootstrap: document });
    }
    case 'text': {
      const { bootstrapText } =
        require('../report/text/bootstrap-text') as typeof import('../report/text/bootstrap-text');
      return bootstrapText(document, textOptions(streams, options));
    }
  }
}
