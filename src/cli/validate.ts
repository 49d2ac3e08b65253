import { Command } from 'commander';
import { CommandResult, addExample } from './command';
import { exitCodeOf, failOnOption } from './fail-on';
import { addManifests, checkManifests, repeated } from './plan-input';
import { InputReader } from './read-input';
import { addReport, asJson, Format, ReportOptions, textOptions } from './report-options';
import { Streams } from './streams';
import { packageVersion } from './version';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { validateDaemonSet } from '../kubernetes/validation/validate-daemon-set';
import { DOCUMENT_API_VERSION } from '../planner/placement/to-document';
import { ValidatedManifest, validationDocument } from '../report/validation-document';
import { FailOn } from '../review/fail-on';

declare const require: NodeJS.Require;

interface ValidateOptions extends ReportOptions<Exclude<Format, 'html'>> {
  readonly previous?: string[];
  readonly failOn: FailOn;
}

/** `node-agents validate`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  addManifests(command).option(
    '--previous <file>',
    'the manifests as they are deployed: what an update may not change is checked against them; may be repeated',
    repeated,
  );
  addReport(command, ['text', 'json', 'markdown', 'sarif', 'junit'])
    .addOption(failOnOption({ error: 'mistakes', warning: 'nothing else', pending: 'nothing else' }))
    .action(async (paths: string[], options: ValidateOptions) => done(await validate(paths, options, streams)));
  addExample(
    command,
    'node-agents validate dist/',
    'kubectl get daemonsets -A -o yaml > live.yaml',
    'node-agents validate dist/ --previous live.yaml',
  );
}

async function validate(paths: string[], options: ValidateOptions, streams: Streams): Promise<CommandResult> {
  const { stdin, progress } = streams;
  checkManifests(paths);
  const faults: Fault[] = [];
  const reader = new InputReader(stdin, faults, progress);
  const manifests = (await reader.manifests(paths)).filter(isDaemonSet);
  const previous = new Map(
    (await new InputReader(stdin, faults, progress).manifests(options.previous ?? [])).map((each) => [
      each.describe(),
      each,
    ]),
  );
  if (faults.length === 0 && manifests.length === 0) {
    faults.push({ file: paths.join(', '), rule: 'no DaemonSet among the manifests' });
  }
  throwFaults(faults);
  const validated = manifests.map((manifest) => ({
    manifest,
    errors: validateDaemonSet(manifest.object, previous.get(manifest.describe())?.object),
  }));
  const error = validated.some(({ errors }) => errors.length > 0);
  return {
    output: reportOf(validated, options, streams),
    exitCode: exitCodeOf({ error, warning: false, pending: false }, options.failOn),
    file: options.output,
  };
}

/** DaemonSets of any version: one that is no longer served is an error to tell of. */
function isDaemonSet({ kind, apiVersion }: Manifest): boolean {
  return kind === 'DaemonSet' && /^(apps|extensions)\//.test(apiVersion);
}

function reportOf(validated: readonly ValidatedManifest[], options: ValidateOptions, streams: Streams): string {
  switch (options.format) {
    case 'json':
      return asJson(validationDocument(validated, DOCUMENT_API_VERSION));
    case 'markdown': {
      const { validationMarkdown } =
        require('../report/markdown/validation-markdown') as typeof import('../report/markdown/validation-markdown');
      return validationMarkdown(validated);
    }
    case 'sarif': {
      const { validationSarif } =
        require('../report/sarif/validation-sarif') as typeof import('../report/sarif/validation-sarif');
      return validationSarif(validated, packageVersion());
    }
    case 'junit': {
      const { validationJunit } =
        require('../report/junit/validation-junit') as typeof import('../report/junit/validation-junit');
      return validationJunit(validated);
    }
    case 'text': {
      const { validationText } =
        require('../report/text/validation-text') as typeof import('../report/text/validation-text');
      return validationText(validated, textOptions(streams, options));
    }
  }
}
