import { explainRollout } from '../../../planner/rollout/explain';
import { RolloutPlanDocument } from '../../../planner/rollout/rollout-document';
import { nodeNamesText } from '../../node-names';
import { printable } from '../../printable';
import { countText } from '../../units';
import { markup, Markup } from '../markup';
import { rolloutChart, SERIES, clockText } from './rollout-chart';
import { Section } from './section';
import { table } from './table';

/** More rows than a reader goes through. */
const MOST_ROWS = 60;

/** How each change reaches the nodes: in words, as a chart and as a table; those that move nothing come last. */
export function rolloutSection(rollouts: readonly RolloutPlanDocument[]): Section | undefined {
  const sorted = [...rollouts].sort((a, b) => Number(b.waves.length > 0) - Number(a.waves.length > 0));
  return rollouts.length === 0
    ? undefined
    : {
        id: 'rollout',
        title: 'Rollout',
        lead: 'When everything takes its longest.',
        body: markup`${sorted.map(rolloutMarkup)}`,
      };
}

function rolloutMarkup(rollout: RolloutPlanDocument): Markup {
  const { daemonSet, completes, waves } = rollout;
  const name = printable(daemonSet);
  const [, ...lines] = explainRollout(rollout).split('\n').map(printable);
  const [first] = explainRollout(rollout).split('\n');
  return markup`<article class="rollout">
<h3>${name}</h3>
<p class="verdict ${completes ? 'fine' : 'trouble'}">${printable(first)}</p>
${waves.length > 0 && figure(rollout, name)}
<ul class="notes">${lines.map((line) => markup`<li>${line}</li>`)}</ul>
${waves.length > 0 && tables(rollout, name)}
</article>
`;
}

function figure(rollout: RolloutPlanDocument, name: string): Markup {
  return markup`<figure>
<figcaption class="keys"><span>Nodes over time</span>${SERIES.map(({ key, title }) => markup`<span><svg class="key" viewBox="0 0 24 8" aria-hidden="true"><path class="line ${key}" d="M0 4H24"/></svg>${title}</span>`)}</figcaption>
${rolloutChart({ ...rollout, daemonSet: name })}
</figure>`;
}

/** The same for those who do not see the chart, and what is done to which nodes. */
function tables({ timeline, waves }: RolloutPlanDocument, name: string): Markup {
  return markup`<details><summary>The chart as a table</summary>${table(
    `Nodes over time in the rollout of ${name}`,
    [{ title: 'Time (minutes:seconds)' }, ...SERIES.map(({ title }) => ({ title, figures: true }))],
    timeline.slice(0, MOST_ROWS).map((moment) => [clockText(moment.at), ...SERIES.map(({ key }) => moment[key])]),
  )}${more(timeline.length - MOST_ROWS, 'moment')}</details>
<details><summary>${countText(waves.length, 'wave')}</summary>${table(
    `Waves of the rollout of ${name}`,
    [{ title: 'Time (minutes:seconds)' }, { title: 'Action' }, { title: 'Nodes', figures: true }, { title: 'Names' }],
    waves
      .slice(0, MOST_ROWS)
      .map(({ at, action, nodes }) => [clockText(at), action, nodes.length, nodeNamesText(nodes)]),
  )}${more(waves.length - MOST_ROWS, 'wave')}</details>`;
}

function more(count: number, noun: string): Markup {
  return count > 0 ? markup`<p class="faint">and ${countText(count, `more ${noun}`)}</p>` : markup``;
}
