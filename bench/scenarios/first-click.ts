import { BrowserContext } from 'playwright-core';
import { CHROMIUM, withReportFile } from '../../test/report/html/browser-page';
import { Timing } from '../measure';

/**
 * From the navigation to a report until it has answered a click in its map, in a browser that runs already; undefined
 * where there is none.
 */
export async function millisecondsToFirstClick(report: string, runs: number): Promise<Timing | undefined> {
  if (!CHROMIUM) {
    return undefined;
  }
  const times: number[] = [];
  await withReportFile(report, { reducedMotion: 'reduce' }, async (url, context) => {
    // The first one starts the browser's processes.
    for (let run = 0; run <= runs; run++) {
      times.push(await timeOfClick(url, context));
    }
  });
  const sorted = times.slice(1).sort((a, b) => a - b);
  const median = middle(sorted);
  const distances = sorted.map((time) => Math.abs(time - median)).sort((a, b) => a - b);
  return { median, spread: (100 * middle(distances)) / median };
}

async function timeOfClick(url: string, context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector('#canvas[data-squares="hundredths"]');
  await page.click('#canvas', { position: { x: 20, y: 60 } });
  await page.waitForSelector('#canvas[data-squares="nodes"]');
  const time = performance.now() - start;
  await page.close();
  return time;
}

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)];
}
