import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { Figure } from '../figure';
import { printedJson, printedLines } from '../fleet/printed-text';
import { peakMegabytes } from '../measure';
import { Scenario } from '../scenario';

export const fileScenarios: readonly Scenario[] = [
  {
    name: 'file of 100,000 nodes',
    large: true,
    run: () => readingOf('kubectl -o json, 100,000 nodes and 150,000 pods', printedJson(100_000)),
  },
  {
    name: 'gzip of 10,000 nodes',
    large: true,
    run: () => readingOf('kubectl -o json, gzipped, 10,000 nodes and 15,000 pods', printedJson(10_000), { gzip: true }),
  },
  {
    name: 'lines of 20,000 nodes',
    large: true,
    run: () => readingOf('newline-delimited JSON, 20,000 nodes and 30,000 pods', printedLines(20_000)),
  },
];

/** Writes a text to a file and reads it; speed is of the text, by the time that it takes one core. */
async function readingOf(what: string, text: Iterable<string>, { gzip = false } = {}): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'nodes');
  try {
    const counted = new PassThrough();
    let bytes = 0;
    counted.on('data', (piece: Buffer) => (bytes += piece.length));
    await pipeline(Readable.from(text), counted, gzip ? createGzip() : new PassThrough(), createWriteStream(file));
    const start = process.cpuUsage();
    const { nodeCount } = NodeInventory.fromFile(file);
    const { user, system } = process.cpuUsage(start);
    const size = `${(bytes / 1e9).toFixed(1)} GB`;
    return [
      { what: `${what} (${size})`, unit: 'MB/s', value: bytes / (user + system), target: { atLeast: 100 } },
      { what: `most memory held, ${nodeCount} nodes`, unit: 'MB', value: peakMegabytes(), target: { atMost: 700 } },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
