import { Command } from 'commander';
import { repeated } from './plan-input';
import { platformOption } from './platform-option';
import { InputReader } from './read-input';
import { Streams } from './streams';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { LintOptions } from '../lint/lint-options';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { Requirement, readRequirement } from '../planner/placement/requirement';
import { readPlatformPort } from '../review/platform-port';
import { ReviewedPlan, reviewPlan } from '../review/review-plan';

declare const require: NodeJS.Require;

/** The options of commands that review what they plan. */
export interface ReviewOptions {
  readonly require?: string[];
  readonly platformPort?: string[];
  readonly platform?: string[];
}

/** Adds what a plan must hold, and what lint may know of the platform. */
export function addReview(command: Command): Command {
  return command
    .option(
      '--require <requirement>',
      "where an agent must run: 'logs on kubernetes.io/os=linux' with a selector as kubectl takes it, " +
        "'logs on every node', or a YAML file with a list of them under require; may be repeated",
      repeated,
    )
    .option(
      '--platform-port <port>',
      'a port that the platform itself holds on every node, such as 9100/TCP=openshift; may be repeated',
      repeated,
    )
    .addOption(platformOption());
}

/** What a plan is held against, read. */
export interface Review {
  readonly required: readonly Requirement[];
  readonly options: LintOptions;
}

/**
 * Reads what plans are held against.
 *
 * @throws InputError or Error when a requirement or a port cannot be read
 */
export function readReview(
  { require: required = [], platformPort = [], platform: platforms }: ReviewOptions,
  previous?: LintOptions['previous'],
): Review {
  const platformPorts = platformPort.map(readPlatformPort);
  return { required: required.flatMap(requirementsOf), options: { previous, platformPorts, platforms } };
}

/**
 * Holds a plan against lint and the requirements.
 *
 * @throws InputError or Error when a requirement or a port cannot be read
 */
export function review(
  bare: PlacementPlan,
  manifests: readonly Manifest[],
  given: ReviewOptions,
  previous?: LintOptions['previous'],
): ReviewedPlan {
  const { required, options } = readReview(given, previous);
  return reviewPlan(bare, manifests, required, options);
}

function requirementsOf(given: string): Requirement[] {
  if (!/\.(ya?ml|json)$/.test(given)) {
    return [readRequirement(given)];
  }
  const { readSettings } = require('./settings') as typeof import('./settings');
  const { require: listed } = readSettings(given);
  if (!listed) {
    throwFaults([
      { file: given, field: 'require', rule: 'is missing: expected a list such as - logs on kubernetes.io/os=linux' },
    ]);
  }
  return listed!.map(readRequirement);
}

/** The objects of the last release, if there are any. */
export async function readPrevious(paths: readonly string[] = [], { stdin, progress }: Streams): Promise<Manifest[]> {
  const faults: Fault[] = [];
  const previous = await new InputReader(stdin, faults, progress).manifests(paths);
  throwFaults(faults);
  return previous;
}
