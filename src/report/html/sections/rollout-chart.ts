import { RolloutMoment, RolloutPlanDocument } from '../../../planner/rollout/rollout-document';
import { markup, Markup } from '../markup';

const WIDTH = 1200;
const HEIGHT = 250;
const LEFT = 56;
const RIGHT = 24;
const TOP = 10;
const BOTTOM = 26;

/** More points than pixels show nothing more; every peak stays. */
const MOST_POINTS = 360;

/** The lines of the chart, each with its own dashes beside its colour. */
export const SERIES = [
  { key: 'old', title: 'old' },
  { key: 'updated', title: 'new, available' },
  { key: 'unavailable', title: 'unavailable' },
] as const;

/** Nodes over time: with an old pod, with an available new one, and without any that is available. */
export function rolloutChart({ daemonSet, timeline, seconds }: RolloutPlanDocument): Markup {
  // A little more than all of it, so that the last step can be seen.
  const end = Math.max(seconds.max, timeline.at(-1)?.at ?? 0, 1) * 1.03;
  const most = Math.max(1, ...timeline.map((moment) => Math.max(...SERIES.map(({ key }) => moment[key]))));
  const x = (at: number) => round(LEFT + (at / end) * (WIDTH - LEFT - RIGHT));
  const y = (nodes: number) => round(HEIGHT - BOTTOM - (nodes / most) * (HEIGHT - TOP - BOTTOM));
  const moments = thinned(timeline);
  const path = (key: (typeof SERIES)[number]['key']) =>
    `${moments.map((moment, i) => (i === 0 ? `M${x(moment.at)} ${y(moment[key])}` : `H${x(moment.at)}V${y(moment[key])}`)).join('')}H${x(end)}`;
  return markup`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Rollout of ${daemonSet}: nodes over time. The table below holds the same figures.">
${ticks(most, countSteps(most)).map((nodes) => markup`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(nodes)}" y2="${y(nodes)}"/><text x="${LEFT - 8}" y="${y(nodes) + 4}" text-anchor="end">${nodes.toLocaleString('en-US')}</text>`)}
${ticks(end, TIME_STEPS).map((at) => markup`<text x="${x(at)}" y="${HEIGHT - 8}" text-anchor="middle">${clockText(at)}</text>`)}
<path class="area" d="${path('unavailable')}V${y(0)}H${LEFT}Z"/>
${SERIES.map(({ key }) => markup`<path class="line ${key}" d="${path(key)}"/>`)}
</svg>`;
}

/** Seconds from the change as minutes and seconds, or hours as well: `3:20`, `1:05:00`. */
export function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const [first, ...rest] = parts[0] > 0 ? parts : parts.slice(1);
  return [`${first}`, ...rest.map((part) => `${part}`.padStart(2, '0'))].join(':');
}

/** Of moments that fall on one another, those where a line is highest or lowest. */
function thinned(timeline: readonly RolloutMoment[]): readonly RolloutMoment[] {
  if (timeline.length <= MOST_POINTS) {
    return timeline;
  }
  const size = Math.ceil(timeline.length / (MOST_POINTS / (SERIES.length * 2)));
  const kept = new Set<RolloutMoment>([timeline[0], timeline[timeline.length - 1]]);
  for (let from = 0; from < timeline.length; from += size) {
    const bucket = timeline.slice(from, from + size);
    for (const { key } of SERIES) {
      kept.add(bucket.reduce((a, b) => (b[key] > a[key] ? b : a)));
      kept.add(bucket.reduce((a, b) => (b[key] < a[key] ? b : a)));
    }
  }
  return timeline.filter((moment) => kept.has(moment));
}

const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400, 864_000];

function countSteps(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / MOST_TICKS)));
  return [1, 2, 5, 10].map((factor) => factor * power);
}

const MOST_TICKS = 5;

/** From zero to the highest in the smallest step that leaves few enough to read. */
function ticks(most: number, steps: readonly number[]): number[] {
  const step = steps.find((each) => most / each <= MOST_TICKS) ?? most;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
