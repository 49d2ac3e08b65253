import type { Gunzip } from 'minizlib';
import { ByteStage, UnreadableError } from './byte-stage';

/** Few inputs are packed, and what unpacks them is loaded for those alone. */
declare const require: NodeJS.Require;

/** As much as is unpacked at once: deflate makes a thousand times as much of it at worst. */
const PIECE = 16 * 1024;

/** Whether bytes begin as gzip does. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Unpacks gzip, of any number of members, while it comes in; Node.js itself does so only all at once or later. */
export class GunzipStage implements ByteStage {
  private readonly gunzip: Gunzip;
  private unpacked: Uint8Array[] = [];
  private error?: NodeJS.ErrnoException;

  constructor() {
    const minizlib: typeof import('minizlib') = require('minizlib');
    this.gunzip = new minizlib.Gunzip({});
    this.gunzip.on('data', (piece: Buffer) => this.unpacked.push(piece));
    this.gunzip.on('error', (error) => (this.error = error as NodeJS.ErrnoException));
  }

  *push(bytes: Uint8Array): Generator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += PIECE) {
      this.gunzip.write(Buffer.from(bytes.subarray(from, from + PIECE)));
      yield* this.take();
    }
  }

  *end(): Generator<Uint8Array> {
    this.gunzip.end();
    yield* this.take();
  }

  /** What has been unpacked, even where what comes after it is damaged. */
  private *take(): Generator<Uint8Array> {
    const { unpacked } = this;
    this.unpacked = [];
    yield Buffer.concat(unpacked);
    if (this.error) {
      throw new UnreadableError(
        this.error.code === 'Z_BUF_ERROR'
          ? 'is gzip that ends too soon: was it cut off?'
          : `is damaged gzip: ${this.error.message.replace('zlib: ', '')}`,
      );
    }
  }
}
