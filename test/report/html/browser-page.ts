import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserContext, BrowserContextOptions, chromium, Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The browser to test with: `CHROMIUM_PATH`, or one of the usual names on the PATH. */
export const CHROMIUM = [
  ...(process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []),
  ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
].find(isExecutable);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds after which a test gives up: a busy machine is no failure. */
const PATIENCE = 300_000;

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** A page with what went wrong on it, and what it asked of others. */
export interface OpenReport {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: readonly string[];
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a report from a file, as a reader would, in a browser that knows nothing yet. */
export async function openReport(report: string, options: BrowserContextOptions = {}): Promise<OpenReport> {
  const { context, url, close } = await launch(report, options);
  const page = context.pages()[0] ?? (await context.newPage());
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => errors.push(`${message.type()}: ${message.text()}`));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  return { page, context, errors, requests, close };
}

/** Starts a browser that knows nothing yet, beside the file of a report. */
async function launch(report: string, options: BrowserContextOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, report);
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: CHROMIUM,
    headless: true,
    args: QUIET,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const close = async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  return { context, url: pathToFileURL(file).href, close };
}

/** Has a browser and the file of a report for as long as something is done with them. */
export async function withReportFile(
  report: string,
  options: BrowserContextOptions,
  act: (url: string, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const { context, url, close } = await launch(report, options);
  try {
    await act(url, context);
  } finally {
    await close();
  }
}

/** Opens a report for as long as something is done with it. */
export async function inBrowser(
  report: string,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const opened = await openReport(report, options);
  try {
    await act(opened.page);
  } finally {
    await opened.close();
  }
}

/** Tests that need a browser; where there is none, the run says so. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (CHROMIUM) {
    jest.setTimeout(PATIENCE);
    describe(name, tests);
  } else {
    process.stderr.write(`skipped: ${name}: no Chromium on the PATH, and CHROMIUM_PATH names none\n`);
    describe.skip(name, tests);
  }
}
