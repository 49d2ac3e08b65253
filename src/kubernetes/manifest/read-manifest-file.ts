import { closeSync, openSync, readSync } from 'node:fs';
import { Fault } from './fault';
import { KeptKinds } from './json/json-objects';
import { Manifest } from './manifest';
import { ManifestStream } from './manifest-stream';
import { systemFaultText } from './system-fault';

const PIECE = 1024 * 1024;

/**
 * The Kubernetes objects of a file, however large, read as they are asked for; each is to be done with before the next.
 *
 * Faults are added for what cannot be read; the rest is given.
 */
export function* readManifestFile(file: string, kept: KeptKinds, faults: Fault[]): Generator<Manifest> {
  const stream = new ManifestStream(file, kept, faults);
  try {
    for (const piece of piecesOf(file)) {
      yield* stream.push(piece);
      if (stream.stopped) {
        return;
      }
    }
    yield* stream.end();
  } catch (error) {
    if (!(error instanceof FileError)) {
      throw error;
    }
    faults.push({ file, rule: `cannot be read: ${systemFaultText(error.cause)}` });
  }
}

class FileError extends Error {}

/** Each piece is overwritten by the next. @throws FileError */
function* piecesOf(file: string): Generator<Buffer> {
  const descriptor = attempt(() => openSync(file, 'r'));
  try {
    const piece = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const length = attempt(() => readSync(descriptor, piece, 0, PIECE, null));
      if (length === 0) {
        return;
      }
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

function attempt<T>(step: () => T): T {
  try {
    return step();
  } catch (cause) {
    throw new FileError('', { cause });
  }
}
