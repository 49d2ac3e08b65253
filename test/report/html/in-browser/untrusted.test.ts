import { htmlReport } from '../../../../src/report/html/html-report';
import { daemonSet, node, planOf, pod } from '../../../fixtures';
import { describeInBrowser, openReport } from '../browser-page';

const ATTACK = '</script><img src=x onerror="document.title=1">';
const HOSTILE = [
  ATTACK,
  '"><svg onload=alert(1)>',
  '__proto__',
  'constructor',
  'a\u202eb',
  '${alert(1)}',
  "' onclick='x",
];

describeInBrowser('a report on names that mean harm', () => {
  test('shows them as text, and nothing of them is run, loaded or made an element', async () => {
    const nodes = HOSTILE.map((name, i) =>
      node(name, {
        labels: { [`${ATTACK}/pool`]: name, 'topology.kubernetes.io/zone': name, __proto__: 'polluted', note: ATTACK },
        taints: i === 1 ? [{ key: ATTACK, value: ATTACK, effect: 'NoSchedule' }] : [],
      }),
    );
    const agents = HOSTILE.map((name) => ({
      ...daemonSet('x', { nodeSelector: { [ATTACK]: name } }),
      metadata: { name, namespace: ATTACK },
    }));
    const plain = daemonSet('logs', {}, { cpu: '1m' });
    const plan = planOf([...nodes, pod(ATTACK, ATTACK, {})], [plain, ...agents]);
    const report = await openReport(htmlReport({ plan }, { title: ATTACK }));
    try {
      const { page, errors, requests } = report;
      expect(errors).toEqual([]);
      expect(new Set(requests).size).toBe(1);
      await expect(page.title()).resolves.toBe(ATTACK);
      await expect(page.locator('img, [onerror], [onload], [onclick]').count()).resolves.toBe(0);
      await expect(page.locator('script').count()).resolves.toBe(2);
      await expect(page.evaluate('({}).polluted')).resolves.toBeUndefined();

      for (const name of ['__proto__', 'constructor']) {
        await page.fill('#find', name);
        await page
          .locator('#found button')
          .filter({ hasText: new RegExp(`^${name}$`) })
          .click();
        await expect(page.locator('#explained h3').innerText()).resolves.toBe(name);
      }
      await page.fill('#find', '<img');
      await page.click('#as-table');
      await page.locator('#rows').getByRole('button', { name: ATTACK, exact: true }).click();
      await expect(page.locator('#explained h3').innerText()).resolves.toBe(ATTACK);
      await expect(page.locator('#explained').textContent()).resolves.toContain(plan.explain('logs', ATTACK));
      await page.fill('#find', '');
      await expect(page.locator('#rows tbody tr').count()).resolves.toBeGreaterThan(1);
      await expect(page.locator('img, [onerror], [onload], [onclick]').count()).resolves.toBe(0);
      await expect(page.locator('body').innerText()).resolves.not.toContain('\u202e');
      expect(errors).toEqual([]);
    } finally {
      await report.close();
    }
  });

  test('lets no script make markup of text, whatever it were given', async () => {
    const report = await openReport(htmlReport({ plan: planOf([node('a')], [daemonSet('logs')]) }));
    try {
      const write = (target: string) =>
        report.page.evaluate(`(() => { try { ${target} = '<img>'; return 'done'; } catch (e) { return e.name; } })()`);
      await expect(write('document.body.innerHTML')).resolves.toBe('TypeError');
      await expect(write("document.createElement('script').text")).resolves.toBe('TypeError');
    } finally {
      await report.close();
    }
  });
});
