import { Command, Option } from 'commander';
import { CommandResult, addExample } from './command';
import { exitCodeOf, failOnOption } from './fail-on';
import type { PlanFleetOptions } from './fleet/plan-fleet';
import { addFleet, FleetOptions, isOfFleet } from './fleet-options';
import { addPlanInput, PlanInputOptions, readPlanInput, repeated } from './plan-input';
import { addReport, asJson, ReportOptions, textOptions } from './report-options';
import { addReview, readPrevious, review, ReviewOptions } from './review-options';
import { Streams } from './streams';
import { packageVersion } from './version';
import { Manifest } from '../kubernetes/manifest/manifest';
import { LINT_RULES } from '../lint/lint-rules';
import { PLATFORM_RULES } from '../lint/platform-rules';
import { NodesInJson } from '../planner/placement/placement-json-options';
import { planPlacement } from '../planner/placement/plan-placement';
import { NODES_IN_JSON } from '../planner/placement/to-document';
import { FailOn, troublesOf } from '../review/fail-on';
import { ReviewedPlan } from '../review/review-plan';

/** Only the report that is asked for is loaded. */
declare const require: NodeJS.Require;

interface PlanOptions extends PlanInputOptions, ReportOptions, ReviewOptions, FleetOptions {
  readonly previous?: string[];
  readonly failOn: FailOn;
  /** @default - by the size of the plan */
  readonly jsonNodes?: NodesInJson;
}

/** `node-agents plan`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  addReview(addFleet(addPlanInput(command))).option(
    '--previous <file>',
    'the manifests of the last release: what an update may not change is checked against them; may be repeated',
    repeated,
  );
  addReport(command, ['text', 'json', 'markdown', 'html', 'sarif', 'junit'])
    .addOption(
      new Option(
        '--json-nodes <form>',
        'how JSON tells the nodes of a placement: named lists them, ranges are ranges of one list of all names ' +
          '(default: named, and ranges for more than 500,000 names)',
      ).choices(NODES_IN_JSON),
    )
    .addOption(
      failOnOption({
        error: 'findings that are errors, requirements that are not met among them',
        warning: 'warnings',
        pending: 'pods that are Pending or refused',
      }),
    )
    .action(async (paths: string[], options: PlanOptions) =>
      done(isOfFleet(options, command) ? await fleet(paths, options, streams) : await plan(paths, options, streams)),
    );
  addExample(
    command,
    'kubectl get nodes,pods -A -o json > nodes.json',
    'node-agents plan dist/ --nodes nodes.json',
    "node-agents plan dist/ --nodes nodes.json --require 'logs on kubernetes.io/os=linux'",
    'node-agents plan dist/ --nodes nodes.json --format sarif --output plan.sarif',
    'node-agents plan dist/ --nodes nodes.json --format html --output report.html',
    'node-agents plan dist/ --fleet clusters/ --format markdown',
  );
}

function fleet(paths: string[], options: PlanFleetOptions, streams: Streams): Promise<CommandResult> {
  const { planFleet } = require('./fleet/plan-fleet') as typeof import('./fleet/plan-fleet');
  return planFleet(paths, options, streams);
}

async function plan(paths: string[], options: PlanOptions, streams: Streams): Promise<CommandResult> {
  const { inventory, manifests } = await readPlanInput(paths, options, streams);
  const previous = await readPrevious(options.previous, streams);
  const reviewed = review(planPlacement(inventory, manifests, options), manifests, options, previous);
  return {
    output: reportOf(reviewed, manifests, options, streams),
    exitCode: exitCodeOf(troublesOf(reviewed.plan.toJson()), options.failOn),
    file: options.output,
  };
}

function reportOf(
  { plan: placement, requirements }: ReviewedPlan,
  manifests: readonly Manifest[],
  options: PlanOptions,
  streams: Streams,
): string {
  const document = placement.toJson();
  switch (options.format) {
    case 'json':
      return asJson(placement.toJson({ nodes: options.jsonNodes }));
    case 'markdown': {
      const { placementMarkdown } =
        require('../report/markdown/placement-markdown') as typeof import('../report/markdown/placement-markdown');
      return placementMarkdown(document, placement.overhead().classes);
    }
    case 'html': {
      const { htmlReport } = require('../report/html/html-report') as typeof import('../report/html/html-report');
      return htmlReport({ plan: placement });
    }
    case 'sarif': {
      const { placementSarif } =
        require('../report/sarif/placement-sarif') as typeof import('../report/sarif/placement-sarif');
      return placementSarif(document, manifests, [...LINT_RULES, ...PLATFORM_RULES], packageVersion());
    }
    case 'junit': {
      const { placementJunit } =
        require('../report/junit/placement-junit') as typeof import('../report/junit/placement-junit');
      return placementJunit(document, requirements);
    }
    case 'text': {
      const { placementText } =
        require('../report/text/placement-text') as typeof import('../report/text/placement-text');
      return placementText(document, placement.overhead().classes, textOptions(streams, options));
    }
  }
}
