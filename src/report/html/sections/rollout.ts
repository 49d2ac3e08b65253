import { explainRollout } from '../../../planner/rollout/explain';
import { RolloutBlocker, RolloutPlanDocument } from '../../../planner/rollout/rollout-document';
import { daemonSetNamesText } from '../../daemon-set-names';
import { printable } from '../../printable';
import { rolloutHeadline, sortRollouts, unavailableTexts, waveRows, waveTimeText } from '../../rollout-summary';
import { countText } from '../../units';
import { markup, Markup } from '../markup';
import { adviceItem, adviceList } from './advice';
import { rolloutChart, SERIES, clockText } from './rollout-chart';
import { Section } from './section';
import { table } from './table';

/** More rows than a reader goes through. */
const MOST_ROWS = 60;

/** How each change reaches the nodes, in words, as a chart and as tables; those that never end come first. */
export function rolloutSection(rollouts: readonly RolloutPlanDocument[]): Section | undefined {
  const { stuck, ending, still } = sortRollouts(rollouts);
  const names = daemonSetNamesText(still.map(({ daemonSet }) => daemonSet));
  const unavailable = unavailableTexts(still);
  return rollouts.length === 0
    ? undefined
    : {
        id: 'rollout',
        title: 'Rollout',
        lead: rolloutHeadline(rollouts),
        body: markup`${[...stuck, ...ending].map(rolloutMarkup)}${still.length > 0 && markup`<p class="faint">Nothing moves: ${names}</p>`}${unavailable.length > 0 && markup`<ul class="notes">${unavailable.map((text) => markup`<li>${printable(text)}</li>`)}</ul>`}`,
      };
}

function rolloutMarkup(rollout: RolloutPlanDocument): Markup {
  const { daemonSet, completes, waves, blockers } = rollout;
  const name = printable(daemonSet);
  // What stops it comes below, as advice.
  const [first, ...sentences] = explainRollout({ ...rollout, blockers: [] })
    .split('\n')
    .map(printable);
  return markup`<article class="rollout">
<h3>${name}</h3>
<p class="verdict ${completes ? 'fine' : 'trouble'}">${first}</p>
${waves.length > 0 && figure(rollout, name)}
<ul class="notes">${sentences.map((sentence) => markup`<li>${sentence}</li>`)}</ul>
${adviceList(blockers.map(blockerMarkup))}
${waves.length > 0 && tables(rollout, name)}
</article>
`;
}

function blockerMarkup({ severity, id, message, fix }: RolloutBlocker): Markup {
  return adviceItem(severity, markup`<strong>${severity}</strong> <code>${id}</code>`, message, [fix]);
}

function figure(rollout: RolloutPlanDocument, name: string): Markup {
  return markup`<figure>
<figcaption class="keys"><span>Nodes over time</span>${SERIES.map(({ key, title }) => markup`<span><svg class="key" viewBox="0 0 24 8" aria-hidden="true"><path class="line ${key}" d="M0 4H24"/></svg>${title}</span>`)}</figcaption>
${rolloutChart({ ...rollout, daemonSet: name })}
</figure>`;
}

/** The same for those who do not see the chart, and what is done to which nodes. */
function tables({ timeline, waves }: RolloutPlanDocument, name: string): Markup {
  const rows = waveRows(waves);
  return markup`<details><summary>The chart as a table</summary>${table(
    `Nodes over time in the rollout of ${name}`,
    [{ title: 'Time (minutes:seconds)' }, ...SERIES.map(({ title }) => ({ title, figures: true }))],
    timeline.slice(0, MOST_ROWS).map((moment) => [clockText(moment.at), ...SERIES.map(({ key }) => moment[key])]),
  )}${more(timeline.length - MOST_ROWS, 'moment')}</details>
<details><summary>${countText(waves.length, 'wave')}</summary>${table(
    `Waves of the rollout of ${name}`,
    [
      { title: 'When' },
      { title: 'Action' },
      { title: 'Waves', figures: true },
      { title: 'Nodes', figures: true },
      { title: 'Names' },
    ],
    rows.slice(0, MOST_ROWS).map((row) => [waveTimeText(row), row.action, row.waves, row.nodes, row.names]),
  )}${more(rows.length - MOST_ROWS, 'step')}</details>`;
}

function more(count: number, noun: string): Markup {
  return count > 0 ? markup`<p class="faint">and ${countText(count, `more ${noun}`)}</p>` : markup``;
}
