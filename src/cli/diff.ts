import { Command } from 'commander';
import { CommandResult, addExample } from './command';
import { exitCodeOf, failOnOption } from './fail-on';
import { PlanInputOptions, addNodes, addVersion, checkGiven, inventoryOf, readAgents, repeated } from './plan-input';
import { InputReader } from './read-input';
import { addReport, asJson, ReportOptions, textOptions } from './report-options';
import { addReview, review, ReviewOptions } from './review-options';
import { Streams } from './streams';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { PlacementChangeDocument } from '../planner/change/between/change-document';
import { PlacementChange } from '../planner/change/between/placement-change';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { planPlacement } from '../planner/placement/plan-placement';
import { countChange } from '../report/change-summary';
import { FailOn } from '../review/fail-on';

declare const require: NodeJS.Require;

interface DiffOptions extends PlanInputOptions, ReviewOptions, ReportOptions<'text' | 'json' | 'markdown' | 'html'> {
  readonly nodesAfter?: string[];
  readonly failOn: FailOn;
}

/** `node-agents diff`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  command
    .argument('<before>', 'manifests as they are: a file, a folder, a glob in quotes, or - for standard input')
    .argument('<after>', 'manifests as they are to be, likewise; the same again to compare only nodes')
    .option('--config <file>', 'file of settings (default: node-agents.yaml, if it is there)');
  addNodes(command).option(
    '--nodes-after <file>',
    'the nodes as they are to be, where they change too; may be repeated (default: those of --nodes)',
    repeated,
  );
  addReview(addVersion(command));
  addReport(command, ['text', 'json', 'markdown', 'html'])
    .addOption(
      failOnOption({
        error: 'new findings that are errors, fields that cannot be changed in place and rollouts that never end',
        warning: 'new warnings, nodes that an agent loses and running pods that are evicted',
        pending: 'pods that are newly Pending or refused',
      }),
    )
    .action(async (before: string, after: string, options: DiffOptions) =>
      done(await diff(before, after, options, streams)),
    );
  addExample(
    command,
    'node-agents diff main.yaml branch.yaml --nodes nodes.json',
    'node-agents diff main.yaml branch.yaml --nodes nodes.json --format markdown --output comment.md',
    'node-agents diff main.yaml main.yaml --nodes nodes.json --nodes-after next-nodes.json',
  );
}

async function diff(before: string, after: string, options: DiffOptions, streams: Streams): Promise<CommandResult> {
  const { nodes = [], nodesAfter = nodes, failOn, output } = options;
  const { stdin, progress } = streams;
  checkGiven([before, after], nodes);
  const faults: Fault[] = [];
  // The sides may name the same files, but each file once.
  const old = new InputReader(stdin, faults, progress);
  const present = before === after ? old : new InputReader(stdin, faults, progress);
  const manifests = await readAgents(old, [before], faults);
  const manifestsAfter = before === after ? manifests : await readAgents(present, [after], faults);
  const given = await old.inventory(nodes);
  const givenAfter =
    nodesAfter === nodes ? given : await new InputReader(stdin, faults, progress).inventory(nodesAfter);
  throwFaults(faults);
  progress?.step('Planning');
  const inventory = inventoryOf(given, nodes.join(', '), manifests);
  const inventoryAfter = nodesAfter === nodes ? inventory : inventoryOf(givenAfter, nodesAfter.join(', '));
  const plans = [
    review(planPlacement(inventory, manifests, options), manifests, withoutRequirements(options)).plan,
    review(planPlacement(inventoryAfter, manifestsAfter, options), manifestsAfter, options).plan,
  ];
  const document = PlacementChange.between(plans[0], plans[1]).toJson();
  const { newErrors, immutable, stuckRollouts, newWarnings, dropped, waiting, evicted } = countChange(document);
  const troubles = {
    error: newErrors + immutable + stuckRollouts > 0,
    warning: newWarnings + dropped + waiting + evicted > 0,
    pending: waiting > 0,
  };
  return {
    output: reportOf(document, plans[1], options, streams),
    exitCode: exitCodeOf(troubles, failOn),
    file: output,
  };
}

/** What is required is required of the later version; the earlier one need not even have the agent. */
function withoutRequirements({ platformPort, platform }: ReviewOptions): ReviewOptions {
  return { platformPort, platform };
}

function reportOf(
  document: PlacementChangeDocument,
  plan: PlacementPlan,
  options: DiffOptions,
  streams: Streams,
): string {
  switch (options.format) {
    case 'json':
      return asJson(document);
    case 'markdown': {
      const { changeMarkdown } =
        require('../report/markdown/change-markdown') as typeof import('../report/markdown/change-markdown');
      return changeMarkdown(document);
    }
    case 'html': {
      const { htmlReport } = require('../report/html/html-report') as typeof import('../report/html/html-report');
      return htmlReport({ plan, change: document });
    }
    case 'text': {
      const { changeText } = require('../report/text/change-text') as typeof import('../report/text/change-text');
      return changeText(document, textOptions(streams, options));
    }
  }
}
