import type { RolloutPlanDocument } from '../../../../src/planner/rollout/rollout-document';
import { clockText, rolloutChart } from '../../../../src/report/html/sections/rollout-chart';

function chartOf(timeline: RolloutPlanDocument['timeline']): string {
  const seconds = { min: 0, max: timeline.at(-1)?.at ?? 0 };
  return rolloutChart({ daemonSet: 'agents/logs', timeline, seconds } as RolloutPlanDocument).source;
}

/** The points of a line, as they are drawn. */
function points(chart: string, line: string): string {
  return new RegExp(`class="line ${line}" d="([^"]*)"`).exec(chart)![1];
}

test.each([
  [0, '0:00'],
  [9.6, '0:10'],
  [200, '3:20'],
  [3600, '1:00:00'],
  [93_784, '26:03:04'],
])('%d seconds are %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

test('old, new and unavailable nodes are lines that step where something happens', () => {
  const chart = chartOf([
    { at: 0, old: 2, updated: 0, unavailable: 1 },
    { at: 60, old: 1, updated: 1, unavailable: 1 },
    { at: 120, old: 0, updated: 3, unavailable: 0 },
  ]);
  for (const line of ['old', 'updated', 'unavailable']) {
    expect(points(chart, line)).toMatch(/^M56 [0-9.]+(H[0-9.]+V[0-9.]+){2}H1176$/);
  }
  expect(points(chart, 'updated')).toContain('V10H1176');
  expect(points(chart, 'old')).toContain('V224H1176');
  expect(chart).toContain('aria-label="Rollout of agents/logs: nodes over time.');
  expect([...chart.matchAll(/>([0-9:]+)<\/text>/g)].map(([, text]) => text)).toEqual([
    ...['0', '1', '2', '3'],
    ...['0:00', '0:30', '1:00', '1:30', '2:00'],
  ]);
});

test('a rollout of very many moments is drawn in few, and keeps its peak', () => {
  const timeline = Array.from({ length: 100_000 }, (_, at) => ({
    at,
    old: 100_000 - at,
    updated: at,
    unavailable: at === 61_803 ? 100_000 : 1,
  }));
  const chart = chartOf(timeline);
  expect(chart.length).toBeLessThan(60_000);
  expect(points(chart, 'unavailable')).toContain('V10');
});

test('a rollout in which nothing moves has a chart without a fault', () => {
  expect(chartOf([])).not.toMatch(/NaN|Infinity/);
  expect(chartOf([{ at: 0, old: 0, updated: 0, unavailable: 0 }])).not.toMatch(/NaN|Infinity/);
});
