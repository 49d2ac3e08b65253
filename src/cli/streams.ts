import type { Progress } from './progress';

/** Where a command reads from and writes to; `process` is one. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: OutputStream;
  readonly stderr: NodeJS.WritableStream;
  /** Variables that say whether colours are wanted. @default - none */
  readonly env?: NodeJS.ProcessEnv;
  /** Gets told what takes long. @default - nobody waits at a terminal */
  readonly progress?: Pick<Progress, 'step'>;
}

/** A stream that may be a terminal. */
export interface OutputStream extends NodeJS.WritableStream {
  /** Width of the terminal. @default - not a terminal */
  readonly columns?: number;
  /** Whether colours are shown and wanted (`NO_COLOR`). @default - not a terminal */
  readonly hasColors?: () => boolean;
}

/** Writes a text as a whole. A reader that has gone away is an error like any other. */
export function write(stream: NodeJS.WritableStream, text: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    // The event follows the callback; left without a listener it would end the process.
    stream.once('error', reject);
    stream.write(text, (error) => {
      if (!error) {
        stream.off('error', reject);
        resolve();
      }
    });
  });
}

/** Everything that a stream holds. */
export async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
