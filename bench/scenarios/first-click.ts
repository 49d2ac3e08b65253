import { BrowserContext } from 'playwright-core';
import { CHROMIUM, withReportFile } from '../../test/report/html/browser-page';
import { Timing, timingOf } from '../measure';

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
  return timingOf(times.slice(1));
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
