import { Command, Option } from 'commander';
import { OutputStream, Streams } from './streams';
import { TextOptions } from '../report/text/layout';

/** How a result may be told. */
export type Format = 'text' | 'json' | 'markdown' | 'html' | 'sarif' | 'junit';

/** The options of every command that reports. */
export interface ReportOptions<F extends Format = Format> {
  readonly format: F;
  /** @default - standard output */
  readonly output?: string;
}

/** Adds how and where the result is told. */
export function addReport(command: Command, formats: readonly Format[]): Command {
  return command
    .addOption(new Option('--format <format>', 'how the result is told').choices(formats).default('text'))
    .option('--output <file>', 'write the result to a file instead of standard output');
}

const WIDEST = 100;

/** Room and colours of the terminal; a pipe and a file get neither. */
export function textOptions({ stdout, env = {} }: Streams, { output }: Partial<ReportOptions>): TextOptions {
  return output === undefined
    ? { width: Math.min(WIDEST, stdout.columns ?? 0), color: wantsColor(stdout, env) }
    : { color: false };
}

/**
 * Node looks at these variables for terminals only; FORCE_COLOR is meant for pipes.
 *
 * @see https://force-color.org and https://no-color.org
 */
function wantsColor(stdout: OutputStream, { FORCE_COLOR, NO_COLOR }: NodeJS.ProcessEnv): boolean {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') {
    return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  }
  return !NO_COLOR && (stdout.hasColors?.() ?? false);
}

export function asJson(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
