import { explainRollout } from '../../../planner/rollout/explain';
import { RolloutPlanDocument } from '../../../planner/rollout/rollout-document';
import { nodeNamesText } from '../../node-names';
import { printable } from '../../printable';
import { countText } from '../../units';
import { html, Markup } from '../markup';
import { rolloutChart, SERIES, timeText } from './rollout-chart';
import { Section } from './section';
import { table } from './table';

/** More rows than a reader goes through. */
const MOST_ROWS = 60;

/** How each change reaches the nodes: in words, as a chart and as a table. */
export function rolloutSection(rollouts: readonly RolloutPlanDocument[]): Section | undefined {
  return rollouts.length === 0
    ? undefined
    : { id: 'rollout', title: 'Rollout', body: html`${rollouts.map(rolloutMarkup)}` };
}

function rolloutMarkup(rollout: RolloutPlanDocument): Markup {
  const { daemonSet, completes, timeline, waves } = rollout;
  const name = printable(daemonSet);
  const [, ...lines] = explainRollout(rollout).split('\n').map(printable);
  const [first] = explainRollout(rollout).split('\n');
  return html`<article class="rollout">
<h3>${name}</h3>
<p class="verdict ${completes ? 'fine' : 'trouble'}">${printable(first)}</p>
<figure>
<figcaption class="keys"><span>Nodes over time</span>${SERIES.map(({ key, title }) => html`<span><svg class="key" viewBox="0 0 24 8" aria-hidden="true"><path class="line ${key}" d="M0 4H24"/></svg>${title}</span>`)}</figcaption>
${rolloutChart({ ...rollout, daemonSet: name })}
</figure>
<ul class="notes">${lines.map((line) => html`<li>${line}</li>`)}</ul>
<details><summary>The chart as a table</summary>${table(
    `Nodes over time in the rollout of ${name}`,
    [{ title: 'Time' }, ...SERIES.map(({ title }) => ({ title, figures: true }))],
    timeline.slice(0, MOST_ROWS).map((moment) => [timeText(moment.at), ...SERIES.map(({ key }) => moment[key])]),
  )}${more(timeline.length - MOST_ROWS, 'moment')}</details>
<details><summary>${countText(waves.length, 'wave')}</summary>${table(
    `Waves of the rollout of ${name}`,
    [{ title: 'Time' }, { title: 'Action' }, { title: 'Nodes', figures: true }, { title: 'Names' }],
    waves
      .slice(0, MOST_ROWS)
      .map(({ at, action, nodes }) => [timeText(at), action, nodes.length, nodeNamesText(nodes)]),
  )}${more(waves.length - MOST_ROWS, 'wave')}</details>
</article>
`;
}

function more(count: number, noun: string): Markup {
  return count > 0 ? html`<p class="faint">and ${countText(count, `more ${noun}`)}</p>` : html``;
}
