import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './command-line';
import { Progress, terminalProgress } from '../../src/cli/progress';

const folder = temporaryFolder();

/** What is written while `work` keeps the thread busy, and in the end. */
async function written(work: (progress: Progress, sofar: () => string) => void): Promise<string> {
  const file = join(folder(), 'stderr');
  const descriptor = openSync(file, 'w');
  const progress = terminalProgress(descriptor, 0);
  work(progress, () => readFileSync(file, 'utf8'));
  await progress.end();
  closeSync(descriptor);
  return readFileSync(file, 'utf8');
}

/** As planning is: no timer and no other code of this thread runs. */
function stayBusyUntil(done: () => boolean): void {
  const patience = Date.now() + 30_000;
  while (!done() && Date.now() < patience);
}

test('what goes on is told while the thread is busy, and taken away in the end', async () => {
  const text = await written((progress, sofar) => {
    progress.step('Reading nodes\u001b[2J.json', 2_000_000);
    stayBusyUntil(() => sofar().includes('Reading'));
    progress.step('Planning');
    stayBusyUntil(() => sofar().includes('Planning'));
  });
  expect(text).toMatch(/^\r\u001b\[KReading nodes\.json, 0 s[^]*\r\u001b\[KPlanning, \d+ s[^]*\r\u001b\[K$/);
});

test('what is small is not told', async () => {
  expect(await written((progress) => progress.step('Reading nodes.json', 1000))).toBe('');
});
