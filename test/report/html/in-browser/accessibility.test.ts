import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describeInBrowser, openReport, OpenReport } from '../browser-page';
import { fullReport } from '../full-report';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that a page breaks, each with where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`))",
  );
  return found as string[];
}

describeInBrowser('the report to those who do not see it, or do not use a mouse', () => {
  let report: OpenReport;

  beforeAll(async () => {
    report = await openReport(fullReport(), { reducedMotion: 'reduce', bypassCSP: true });
  });
  afterAll(async () => report?.close());

  test.each(['light', 'dark'] as const)(
    'breaks no rule of axe in %s: contrast, names, roles, order',
    async (colorScheme) => {
      const { page } = report;
      await page.reload();
      await page.emulateMedia({ colorScheme });
      await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))");
      expect(await violations(page)).toEqual([]);
      await page.selectOption('#agent', { index: 1 });
      await page.fill('#find', 'general');
      await page.keyboard.press('Enter');
      await page.click('#as-table');
      await page.selectOption('#colour', { index: 1 });
      expect(await violations(page)).toEqual([]);
    },
  );

  test('has landmarks, headings in order, and a name for everything that is worked', async () => {
    const { page } = report;
    await page.reload();
    const tree = await page.locator('body').ariaSnapshot();
    for (const part of [
      '- link "Skip to the map"',
      '- banner',
      '- navigation "Sections"',
      '- main',
      '- region "Map of the fleet"',
      '- search "Map"',
      '- combobox "Agent"',
      '- searchbox "Find"',
      '- grid "9 nodes in 3 groups, all agents"',
      '- complementary "Explanation"',
      '- region "Findings"',
      '- region "Rollout"',
      'img "Rollout of agents/logs: nodes over time',
      '- region "Bootstrap"',
      '- region "Change"',
      '- contentinfo',
    ]) {
      expect(tree).toContain(part);
    }
    await expect(page.locator('#explained').getAttribute('aria-live')).resolves.toBe('polite');
  });

  test('shows where the focus is', async () => {
    const { page } = report;
    await page.reload();
    await page.keyboard.press('Tab');
    await expect(page.evaluate('document.activeElement.textContent')).resolves.toBe('Skip to the map');
    for (const id of ['agent', 'find', 'as-table', 'cells']) {
      await page.focus(`#${id}`);
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
      expect([id, outline]).toEqual([id, 'solid']);
    }
  });

  test('moves nothing by itself for those who ask for that', async () => {
    await expect(report.page.evaluate('getComputedStyle(document.documentElement).scrollBehavior')).resolves.toBe(
      'auto',
    );
  });

  test('reads on a small screen without scrolling sideways', async () => {
    const { page } = report;
    await page.setViewportSize({ width: 390, height: 800 });
    await page.reload();
    await expect(page.evaluate('document.documentElement.scrollWidth')).resolves.toBe(390);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});
