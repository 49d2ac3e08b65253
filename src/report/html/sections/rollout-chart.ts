import { RolloutMoment, RolloutPlanDocument } from '../../../planner/rollout/rollout-document';
import { durationInWords } from '../../../planner/rollout/explain';
import { html, Markup } from '../markup';

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 52;
const RIGHT = 12;
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
  const end = Math.max(seconds.max, timeline.at(-1)?.at ?? 0, 1);
  const most = Math.max(1, ...timeline.map((moment) => Math.max(...SERIES.map(({ key }) => moment[key]))));
  const x = (at: number) => round(LEFT + (at / end) * (WIDTH - LEFT - RIGHT));
  const y = (nodes: number) => round(HEIGHT - BOTTOM - (nodes / most) * (HEIGHT - TOP - BOTTOM));
  const moments = thinned(timeline);
  const path = (key: (typeof SERIES)[number]['key']) =>
    `${moments.map((moment, i) => (i === 0 ? `M${x(moment.at)} ${y(moment[key])}` : `H${x(moment.at)}V${y(moment[key])}`)).join('')}H${x(end)}`;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Rollout of ${daemonSet}: nodes over time. The table below holds the same figures.">
${ticks(most).map((nodes) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(nodes)}" y2="${y(nodes)}"/><text x="${LEFT - 8}" y="${y(nodes) + 4}" text-anchor="end">${nodes.toLocaleString('en-US')}</text>`)}
${ticks(end).map((at) => html`<text x="${x(at)}" y="${HEIGHT - 8}" text-anchor="${at === 0 ? 'start' : x(at) > WIDTH - 60 ? 'end' : 'middle'}">${timeText(at)}</text>`)}
<path class="area" d="${path('unavailable')}V${y(0)}H${LEFT}Z"/>
${SERIES.map(({ key }) => html`<path class="line ${key}" d="${path(key)}"/>`)}
</svg>`;
}

/** `90 seconds`, `5 minutes`, as everywhere. */
export function timeText(at: number): string {
  return at === 0 ? '0' : durationInWords({ min: at, max: at });
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

/** Round numbers from zero to the highest, few enough to read. */
function ticks(most: number): number[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 1;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
