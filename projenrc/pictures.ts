import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Platform } from '../examples/platform/chart';
import { BootstrapPlanner, NodeInventory, PlacementPlanner, RolloutPlanner } from '../src';
import { htmlReport } from '../src/report/html/html-report';
import { inBrowser } from '../test/report/html/browser-page';

const EXAMPLE = join(__dirname, '../examples/platform');
const IMAGES = join(__dirname, '../docs/images');
const SIZE = { width: 1360, height: 900 };

/** The demo as a report: its platform on its fleet, with the rollout of a new log collector and new nodes. */
export function demoReport(): string {
  const inventory = NodeInventory.fromFile(join(EXAMPLE, 'fleet.yaml'));
  const before = new App();
  const chart = new Platform(before, 'platform');
  const manifests = chart.toJson();
  const after = JSON.parse(JSON.stringify(manifests).replaceAll('fluent-bit:', 'fluent-bit:next-'));
  return htmlReport({
    plan: PlacementPlanner.plan(inventory, manifests),
    rollouts: RolloutPlanner.planAll(inventory, manifests, after).map((plan) => plan.toJson()),
    bootstrap: BootstrapPlanner.plan(inventory, manifests).toJson(),
  });
}

async function takePictures(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await inBrowser(demoReport(), { colorScheme, viewport: SIZE, reducedMotion: 'reduce' }, async (page) => {
      await page.selectOption('#agent', { label: 'node-agents/node-exporter' });
      await page.fill('#find', 'arm64-a-03');
      await page.press('#find', 'Enter');
      await page.fill('#find', '');
      await page.locator('#find').blur();
      await page.mouse.move(0, 0);
      await page.evaluate('scrollTo(0, 0)');
      writeFileSync(join(IMAGES, `report-${colorScheme}.png`), await page.screenshot());
    });
  }
}

if (require.main === module) {
  void takePictures();
}
