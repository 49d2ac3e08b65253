import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const HEAD = '{"apiVersion": "v1", "kind": "List", "items": [';
const FOOT = '\n]}\n';

/** How far a file is. */
interface Mark {
  readonly bytes: number;
  readonly objects: number;
}

/**
 * A List that is written as it is read, a line for each object, so that two snapshots can be compared and none is too large.
 * It grows beside its target, which gets it when it is whole.
 */
export class SnapshotFile {
  private readonly target?: string;
  private readonly temporary: string;
  private readonly folder?: string;
  private readonly file: number;
  private readonly compressed: boolean;
  private at: Mark = { bytes: 0, objects: 0 };
  private begun: Mark = this.at;

  /**
   * @param path file to write, compressed when its name ends in `.gz` @default - it is read back with `contents`
   * @throws NodeJS.ErrnoException when the file cannot be written
   */
  constructor(path?: string) {
    this.compressed = path !== undefined && path.endsWith('.gz');
    if (path !== undefined && isReplaceable(path)) {
      this.target = existsSync(path) ? realpathSync(path) : path;
      this.temporary = `${this.target}.${process.pid}.partial`;
    } else {
      this.folder = mkdtempSync(join(tmpdir(), 'node-agents-'));
      this.temporary = join(this.folder, 'snapshot');
    }
    this.file = openSync(this.temporary, 'w');
    this.write(HEAD);
  }

  /** A kind begins: to this place `beginAnew` goes back. */
  begin(): void {
    this.begun = this.at;
  }

  /** What was appended of a kind counts no more. */
  beginAnew(): void {
    ftruncateSync(this.file, this.begun.bytes);
    this.at = this.begun;
  }

  append(objects: readonly object[]): void {
    const before = this.at.objects;
    const lines = objects.map((object, i) => `${before + i > 0 ? ',' : ''}\n${JSON.stringify(object)}`);
    this.write(lines.join(''));
    this.at = { ...this.at, objects: before + objects.length };
  }

  /** Nothing comes after it. The target, where there is one, has the whole of it at once. */
  finish(): void {
    this.write(FOOT);
    closeSync(this.file);
    if (this.target !== undefined) {
      renameSync(this.temporary, this.target);
    }
  }

  /** Whether it stands where it was meant to, so that nobody need copy it there. */
  get inPlace(): boolean {
    return this.target !== undefined;
  }

  /** What was written, piece by piece, for what is no file on a disk. */
  async *contents(): AsyncGenerator<Buffer> {
    yield* createReadStream(this.temporary);
  }

  /** Takes away what is not in its place. */
  discard(): void {
    rmSync(this.folder ?? this.temporary, { recursive: true, force: true });
  }

  /** Every piece is compressed by itself, which makes a whole file, and one that can be cut after any of them. */
  private write(text: string): void {
    const bytes = this.compressed ? gzipSync(text) : Buffer.from(text);
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.file, bytes, written, bytes.length - written, this.at.bytes + written);
    }
    this.at = { ...this.at, bytes: this.at.bytes + bytes.length };
  }
}

/** Devices and pipes are written to; a file gives way to the new one, when it may be written. */
function isReplaceable(path: string): boolean {
  if (!existsSync(path)) {
    accessSync(dirname(path), constants.W_OK);
    return true;
  }
  closeSync(openSync(path, 'r+'));
  return statSync(path).isFile();
}
