import { Worker } from 'node:worker_threads';
import { printable, shortened } from '../report/printable';

/** What takes so long, for someone who waits at a terminal. */
export interface Progress {
  /**
   * Says what begins.
   *
   * @param bytes how much is read; only much of it takes long enough to be told
   */
  readonly step: (label: string, bytes?: number) => void;
  /** Takes away what was said. */
  readonly end: () => Promise<void>;
}

/** Below this, everything together takes less than half a second. */
const MANY_BYTES = 1_000_000;
const STANDARD_ERROR = 2;
const HALF_A_SECOND = 500;
const WIDTH = 70;
const ERASE_LINE = '\\r\\u001b[K';

/**
 * Planning keeps the thread busy, so another one writes: what goes on, and for how many seconds. It clears the line when
 * it is told that there is nothing more.
 */
const WRITER = `
const { parentPort, workerData: { descriptor, delay } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const started = Date.now();
let label = '';
let shown = false;
const timer = setInterval(() => {
  const passed = Date.now() - started;
  if (passed >= delay) {
    writeSync(descriptor, '${ERASE_LINE}' + label + ', ' + Math.round(passed / 1000) + ' s');
    shown = true;
  }
}, 100);
parentPort.on('message', (next) => {
  if (next !== undefined) {
    label = next;
    return;
  }
  clearInterval(timer);
  if (shown) {
    writeSync(descriptor, '${ERASE_LINE}');
  }
  parentPort.close();
});`;

/** Progress on a terminal, from half a second on. */
export function terminalProgress(descriptor = STANDARD_ERROR, delay = HALF_A_SECOND): Progress {
  let writer: Worker | undefined;
  return {
    step: (label, bytes = 0) => {
      if (bytes > MANY_BYTES) {
        writer ??= new Worker(WRITER, { eval: true, workerData: { descriptor, delay } });
      }
      writer?.postMessage(shortened(printable(label), WIDTH));
    },
    end: async () => {
      const ended = writer;
      writer = undefined;
      if (ended) {
        ended.postMessage(undefined);
        await new Promise((resolve) => ended.once('exit', resolve));
      }
    },
  };
}

/** For whoever does not wait at a terminal. */
export const NO_PROGRESS: Progress = { step: () => undefined, end: () => Promise.resolve() };
