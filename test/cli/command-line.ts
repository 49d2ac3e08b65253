import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { stringify } from 'yaml';
import { run } from '../../src/cli/run';

/** What a run of the command line came to. */
export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  /** The lines of standard error. */
  readonly stderr: string[];
}

/** Runs the command line in this process. */
export async function nodeAgents(argv: string[], stdin: string | Readable = ''): Promise<Run> {
  const stdout = new Collector();
  const stderr = new Collector();
  const input = typeof stdin === 'string' ? Readable.from([stdin]) : stdin;
  const exitCode = await run(argv, { stdin: input, stdout, stderr });
  return { exitCode, stdout: stdout.text, stderr: stderr.text.split('\n').slice(0, -1) };
}

/** A stream that keeps what is written to it, or fails with a code of the system. */
export class Collector extends Writable {
  text = '';
  columns?: number;
  hasColors?: () => boolean;

  constructor(private readonly errorCode?: string) {
    super();
  }

  override _write(chunk: Buffer, _: string, done: (error?: Error | null) => void): void {
    this.text += chunk.toString();
    done(this.errorCode ? Object.assign(new Error('write failed'), { code: this.errorCode }) : null);
  }
}

/** A temporary folder for a file of tests, with the files written to it; it is gone when they have run. */
export function temporaryFolder(): (files?: Record<string, string | Buffer>) => string {
  let root: string;
  let count = 0;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'node-agents-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return (files = {}) => {
    const folder = join(root, `${count++}`);
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return folder;
  };
}

/** Kubernetes objects as a file of YAML. */
export function yaml(...objects: unknown[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
