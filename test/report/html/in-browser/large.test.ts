import { htmlReport } from '../../../../src/report/html/html-report';
import { describeInBrowser, openReport } from '../browser-page';
import { largePlan } from '../large-fleet';

const NODES = 100_000;

describeInBrowser('the report of a hundred thousand nodes', () => {
  test('is small, and draws only what is in sight', async () => {
    const html = htmlReport({ plan: largePlan(NODES, 50) });
    expect(Buffer.byteLength(html)).toBeLessThan(8_000_000);
    const report = await openReport(html, { reducedMotion: 'reduce' });
    try {
      const { page, errors } = report;
      const canvas = page.locator('#canvas');
      const drawn = async () => [
        await canvas.getAttribute('data-squares'),
        Number(await canvas.getAttribute('data-cells')),
      ];

      // Twelve pools of a hundred squares each.
      await page.waitForSelector('#canvas[data-cells]');
      const [squares, overview] = await drawn();
      expect(squares).toBe('hundredths');
      expect(overview).toBeLessThanOrEqual(1200);

      await page.selectOption('#agent', { label: 'agents/agent-49' });
      await page.click('#canvas', { position: { x: 20, y: 60 } });
      await page.waitForSelector('#canvas[data-squares="nodes"]');
      expect((await drawn())[1]).toBeGreaterThan(500);
      expect((await drawn())[1]).toBeLessThan(NODES / 12);
      await page.focus('#cells');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#why');

      await page.fill('#find', '-99999.eu');
      await page.keyboard.press('Enter');
      await expect(page.locator('#explained h3').innerText()).resolves.toContain('-99999.eu-central-1');
      expect(errors).toEqual([]);
      await page.click('#as-table');
      await expect(page.locator('#rows tbody tr').count()).resolves.toBeLessThanOrEqual(100);
    } finally {
      await report.close();
    }
  });

  test('links lead to sections that have not been laid out yet', async () => {
    const { page, close } = await openReport(htmlReport({ plan: largePlan(1_000, 50) }));
    try {
      const links = page.locator('nav a');
      for (const link of (await links.all()).reverse()) {
        await link.click();
        const { y } = (await page.locator(`${await link.getAttribute('href')} > h2`).boundingBox())!;
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThan(page.viewportSize()!.height);
      }
    } finally {
      await close();
    }
  });
});
