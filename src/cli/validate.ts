import { Command, Option } from 'commander';
import { CommandResult } from './command';
import { InputReader } from './read-input';
import { Streams } from './streams';
import { Fault, faultToString, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { ManifestError } from '../kubernetes/validation/manifest-error';
import { validateDaemonSet } from '../kubernetes/validation/validate-daemon-set';
import { printable } from '../report/printable';
import { countText } from '../report/units';

interface ValidateOptions {
  readonly previous?: string[];
  readonly format: 'text' | 'json';
}

/** A DaemonSet and why the API server would refuse it. */
interface Verdict {
  readonly manifest: Manifest;
  readonly errors: readonly ManifestError[];
}

/** `node-agents validate`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  command
    .argument('<manifest...>', 'manifests: files, folders or - for standard input')
    .option(
      '--previous <file>',
      'the manifests as they are deployed: what an update may not change is checked against them; may be repeated',
      (file: string, files: string[] = []) => [...files, file],
    )
    .addOption(new Option('--format <format>', 'how errors are told').choices(['text', 'json']).default('text'))
    .action(async (paths: string[], options: ValidateOptions) => done(await validate(paths, options, streams)));
}

async function validate(paths: string[], options: ValidateOptions, { stdin }: Streams): Promise<CommandResult> {
  const faults: Fault[] = [];
  const reader = new InputReader(stdin, faults);
  const manifests = (await reader.manifests(paths)).filter(isDaemonSet);
  const previous = new Map((await reader.manifests(options.previous ?? [])).map((each) => [each.describe(), each]));
  if (faults.length === 0 && manifests.length === 0) {
    faults.push({ file: paths.join(', '), rule: 'no DaemonSet among the manifests' });
  }
  throwFaults(faults);
  const verdicts = manifests.map((manifest) => ({
    manifest,
    errors: validateDaemonSet(manifest.object, previous.get(manifest.describe())?.object),
  }));
  const output = options.format === 'json' ? asJson(verdicts) : asText(verdicts);
  return { output, exitCode: verdicts.some(({ errors }) => errors.length > 0) ? 1 : 0 };
}

/** DaemonSets of any version: one that is no longer served is an error to tell of. */
function isDaemonSet({ kind, apiVersion }: Manifest): boolean {
  return kind === 'DaemonSet' && /^(apps|extensions)\//.test(apiVersion);
}

function asJson(verdicts: readonly Verdict[]): string {
  const objects = verdicts.map(({ manifest, errors }) => ({
    file: manifest.file,
    object: manifest.describe(),
    errors: errors.map((error) => ({ ...error, line: lineOf(manifest, error.field) })),
  }));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

function asText(verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap(({ manifest, errors }) => errors.map((error) => errorLine(manifest, error)));
  const wrong = verdicts.filter(({ errors }) => errors.length > 0).length;
  const summary =
    wrong === 0
      ? `The API server would accept ${countText(verdicts.length, 'DaemonSet')}.`
      : `The API server would refuse ${wrong} of ${countText(verdicts.length, 'DaemonSet')}.`;
  return [...lines, summary].map((line) => `${printable(line)}\n`).join('');
}

function errorLine(manifest: Manifest, { field, value, detail, fix }: ManifestError): string {
  const line = lineOf(manifest, field);
  return faultToString({
    file: manifest.file,
    line,
    object: manifest.describe(),
    field,
    value,
    rule: detail,
    hint: fix,
  });
}

/** `spec.ports[0].name` as the keys that lead there. Quoted keys, of labels and the like, stop at their map. */
function lineOf({ locate }: Manifest, field: string): number | undefined {
  const [path] = field.split(/\[[^0-9\]]/);
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  return locate?.(keys.map((key) => (/^[0-9]+$/.test(key) ? Number(key) : key)));
}
