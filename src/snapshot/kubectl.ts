import { spawn } from 'node:child_process';

/** What `kubectl` could not do, in its own words. */
export class KubectlError extends Error {
  constructor(
    message: string,
    readonly reason: KubectlFailure,
  ) {
    super(message);
  }
}

/**
 * `missing`: there is no kubectl. `forbidden`: the user may not. `notFound`: the server does not know the kind. `expired`:
 * the list has changed too much to be read on. `refused`: kubectl or the server does not accept the request, so that asking
 * again is in vain. `unavailable`: it may work another time.
 */
export type KubectlFailure = 'missing' | 'forbidden' | 'notFound' | 'expired' | 'refused' | 'unavailable';

/** Reads a path of the API. */
export type RawGet = (path: string) => Promise<string | Buffer>;

/**
 * Reads the API with the user's own kubectl, so that every way of logging in works that works there.
 *
 * @param options further arguments, such as `--context`
 * @param command the program
 */
export function kubectlGet(options: readonly string[] = [], command: string = 'kubectl'): RawGet {
  return (path) =>
    new Promise((resolve, reject) => {
      const kubectl = spawn(command, ['get', '--raw', path, ...options], {
        env: process.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const output: Buffer[] = [];
      const errors: Buffer[] = [];
      kubectl.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      kubectl.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
      kubectl.on('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'ENOENT'
            ? new KubectlError(`${command} is not on the PATH: a snapshot is taken with it`, 'missing')
            : new KubectlError(`${command} cannot be run: ${error.message}`, 'missing'),
        ),
      );
      kubectl.on('close', (code, signal) => {
        if (code === 0) {
          resolve(Buffer.concat(output));
        } else {
          const text = Buffer.concat(errors).toString('utf8').trim();
          reject(failureOf(text || `${command} ended with ${signal ?? `exit code ${code}`}`));
        }
      });
    });
}

const FAILURES: readonly [pattern: RegExp, reason: KubectlFailure][] = [
  [/\(Forbidden\)/, 'forbidden'],
  [/\(NotFound\)|could not find the requested resource/, 'notFound'],
  [/\(Expired\)|\(Gone\)|continue parameter is too old/, 'expired'],
  [
    /\(Unauthorized\)|must be logged in|\(BadRequest\)|unknown flag|error loading config|does not exist|no such file/,
    'refused',
  ],
];

/** @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go */
function failureOf(text: string): KubectlError {
  const reason = FAILURES.find(([pattern]) => pattern.test(text))?.[1] ?? 'unavailable';
  // kubectl explains itself line by line; the last one says what it came to.
  const line = text
    .split('\n')
    .at(-1)!
    .replace(/^error: /, '');
  return new KubectlError(line, reason);
}
