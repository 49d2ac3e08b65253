import type { Page } from 'playwright-core';
import { describeInBrowser, openReport, OpenReport } from '../browser-page';
import { smallPlan, smallReport } from '../small-fleet';

describeInBrowser('the report as a reader uses it', () => {
  let report: OpenReport;
  let page: Page;

  beforeAll(async () => {
    report = await openReport(smallReport(), { reducedMotion: 'reduce' });
  });
  afterAll(async () => report?.close());
  beforeEach(async () => {
    ({ page } = report);
    await page.reload();
  });

  const explained = () => page.locator('#explained').innerText();
  const cells = async () => Number(await page.locator('#canvas').getAttribute('data-cells'));

  /** The middle of a square of the map, which is found by moving there with the keys. */
  const openByKeys = async (...keys: string[]) => {
    await page.focus('#cells');
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };

  test('loads from a file without an error and without asking anyone for anything', async () => {
    await expect(page.title()).resolves.toBe('Node agents');
    expect(report.errors).toEqual([]);
    expect(report.requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(new Set(report.requests).size).toBe(1);
  });

  test('draws a square for every node', async () => {
    expect(await cells()).toBe(9);
    await expect(page.locator('#cells').getAttribute('aria-label')).resolves.toBe('9 nodes in 3 groups, all agents');
  });

  test('explains the node that is clicked, in the words of the plan', async () => {
    await page.selectOption('#agent', { label: 'agents/logs' });
    await page.click('#canvas', { position: { x: 20, y: 60 } });
    const node = await page.locator('#explained h3').innerText();
    expect(node).toBe('general-2');
    await expect(page.locator('#why').innerText()).resolves.toBe(smallPlan().explain('logs', 'general-2'));
    expect(await explained()).toContain('Pending agents/logs');
  });

  test('tells of an agent what its section tells', async () => {
    await page.selectOption('#agent', { label: 'agents/logs' });
    const section = await page.locator('#agent-0').innerText();
    expect(section).toContain('runs on 5 of 9 nodes');
    expect(await explained()).toContain(section);
  });

  test('groups by zone, and shows the nodes of a group by what is left to tell them apart', async () => {
    await page.selectOption('#group', { label: 'zone' });
    await expect(page.locator('#cells').getAttribute('aria-label')).resolves.toBe('9 nodes in 2 groups, all agents');
    await page.click('#as-table');
    await expect(page.locator('#rows tbody tr').allInnerTexts()).resolves.toEqual([
      expect.stringMatching(/^zone-a\s+4\s+3\s+0\s+1\s+0$/),
      expect.stringMatching(/^zone-b\s+5\s+3\s+0\s+1\s+1$/),
    ]);
    await page.getByRole('button', { name: 'zone-b' }).click();
    await expect(page.locator('#zoom').innerText()).resolves.toBe('All nodes › zone-b');
    await expect(page.locator('#rows tbody tr').count()).resolves.toBe(5);
    await page.getByRole('button', { name: 'All nodes' }).click();
    await expect(page.locator('#rows tbody tr').count()).resolves.toBe(2);
  });

  test.each([
    ['a name', 'gpu-', '2 of 9 nodes', ['gpu-2', 'gpu-1']],
    ['a pool', 'windows', '1 of 9 nodes', ['windows-1']],
    ['a label', 'kubernetes.io/os=win', '1 of 9 nodes', ['windows-1']],
    ['a state, of the agents at their worst', 'excluded', '1 of 9 nodes', ['windows-1']],
    ['several words', 'general zone-b', '3 of 9 nodes', ['general-1', 'general-3', 'general-5']],
    ['an agent', 'metrics', '0 of 9 nodes', ['agent agents/metrics']],
  ])('finds by %s', async (_, query, count, found) => {
    await page.fill('#find', query);
    const [first, ...rest] = await page.locator('#found li').allInnerTexts();
    expect(first).toBe(count);
    expect(rest).toEqual(found);
  });

  test('takes the first that is found on Enter', async () => {
    await page.fill('#find', 'gpu-2');
    await page.keyboard.press('Enter');
    await expect(page.locator('#explained h3').innerText()).resolves.toBe('gpu-2');
    await page.fill('#find', 'metrics');
    await page.keyboard.press('Enter');
    await expect(page.locator('#agent').inputValue()).resolves.toBe('1');
  });

  test('hides a state, and says how many nodes are left', async () => {
    await page.getByRole('button', { name: /^Refused/ }).click();
    await expect(page.locator('#status').innerText()).resolves.toBe('3 nodes of 9 shown');
    await page.fill('#find', 'zone-b');
    await expect(page.locator('#found li').first().innerText()).resolves.toBe('2 of 9 nodes');
  });

  test('shows what the agents take, with a scale', async () => {
    await page.selectOption('#colour', { label: 'cpu the agents take' });
    await expect(page.locator('#scale li').allInnerTexts()).resolves.toEqual([
      'none',
      '0–5%',
      '5–10%',
      '10–20%',
      '20–40%',
      '40% and more',
    ]);
    await openByKeys('Home');
    await expect(page.locator('#cell').innerText()).resolves.toMatch(
      /^general-2, Refused, [0-9.]+% taken, in general$/,
    );
  });

  test('is used by the keyboard alone', async () => {
    await page.locator('#agent').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('#agent').inputValue()).resolves.toBe('0');
    await openByKeys('PageDown', 'ArrowRight');
    await expect(page.locator('#cells').getAttribute('aria-activedescendant')).resolves.toBe('cell');
    await expect(page.locator('#cell').innerText()).resolves.toBe('gpu-1, Excluded, in gpu');
    await page.keyboard.press('Enter');
    await expect(page.locator('#why').innerText()).resolves.toBe(smallPlan().explain('logs', 'gpu-1'));
    await page.keyboard.press('Tab');
    await expect(page.evaluate('document.activeElement.closest("#explained") !== null')).resolves.toBe(true);
  });

  test('follows the system in light and dark, until the reader chooses', async () => {
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await background()).toBe(light);
    await page.emulateMedia({ colorScheme: null });
  });

  test('leads from a finding to its agent on the map, and hides findings by severity', async () => {
    const finding = page.locator('.findings .finding.error').first();
    await finding.getByRole('button', { name: 'agents/refused' }).click();
    await expect(page.locator('#agent').inputValue()).resolves.toBe('2');
    await page.getByRole('button', { name: /error/ }).click();
    await expect(finding.isVisible()).resolves.toBe(false);
  });

  test('prints every section in light colours, without the controls, and cuts no table off', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.locator('#tools').isVisible()).resolves.toBe(false);
    await expect(page.locator('#agents').isVisible()).resolves.toBe(true);
    await expect(page.evaluate('getComputedStyle(document.body).backgroundColor')).resolves.toBe('rgb(255, 255, 255)');
    await page.setViewportSize({ width: 720, height: 1000 });
    const cut =
      "[...document.querySelectorAll('.scroll')].filter((each) => each.scrollWidth > each.clientWidth).length";
    await expect(page.evaluate(cut)).resolves.toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ media: null, colorScheme: null });
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
