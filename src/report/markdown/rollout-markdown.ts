import { daemonSetNamesText } from '../daemon-set-names';
import {
  rolloutClosing,
  rolloutHeadline,
  sortRollouts,
  unavailableTexts,
  waveRows,
  waveTimeText,
} from '../rollout-summary';
import { wholeText } from '../units';
import { assumptionsMarkdown, evictionsMarkdown } from './findings-markdown';
import { atMost, code, details, escaped, page, table } from './markdown';
import { durationInWords, explainRollout } from '../../planner/rollout/explain';
import { RolloutPlanDocument } from '../../planner/rollout/rollout-document';

const MOST_ROLLOUTS = 30;
/** Those whose story is told. */
const MOST_STORIES = 5;
const MOST_REMARKS = 10;
const MOST_WAVES = 6;
const NAMES_WIDTH = 80;

/** Rollouts as a comment on a pull request. */
export function rolloutMarkdown(rollouts: readonly RolloutPlanDocument[]): string {
  const { stuck, ending, still } = sortRollouts(rollouts);
  const moving = [...stuck, ...ending];
  const remarks = moving.flatMap(({ daemonSet, blockers }) => blockers.map((blocker) => ({ daemonSet, blocker })));
  return page(
    [`### Node agents: ${escaped(rolloutHeadline(rollouts))}`],
    [escaped(rolloutClosing(rollouts))],
    table(
      ['Agent', 'Ends', 'Nodes', 'Time', 'Unavailable at most', 'Two pods at most'],
      moving.map((each) => [
        code(each.daemonSet),
        each.completes ? 'yes' : '**never**',
        wholeText(each.status.desired),
        each.completes ? durationInWords(each.seconds) : '-',
        wholeText(each.peakUnavailable),
        wholeText(each.peakSurge),
      ]),
      MOST_ROLLOUTS,
    ),
    atMost(
      remarks,
      MOST_REMARKS,
      'remarks',
      ({ daemonSet, blocker: { severity, id, message, fix } }) =>
        `- **${severity}** ${code(id)} in ${code(daemonSet)}: ${escaped(message)}. *Fix:* ${escaped(fix)}`,
    ),
    evictionsMarkdown(
      'Evicted',
      moving.flatMap(({ evicted }) => evicted),
    ),
    ...moving.slice(0, MOST_STORIES).map(story),
    atMost(unavailableTexts(still), MOST_REMARKS, 'agents', (text) => `- ${escaped(text)}`),
    still.length > 0 ? [`Nothing moves: ${escaped(daemonSetNamesText(still.map((each) => each.daemonSet)))}`] : [],
    assumptionsMarkdown([...new Set(rollouts.flatMap(({ assumptions }) => assumptions))]),
  );
}

function story(rollout: RolloutPlanDocument): string[] {
  const sentences = explainRollout({ ...rollout, blockers: [] }).split('\n');
  const rows = waveRows(rollout.waves, NAMES_WIDTH).map((row) => [
    code(row.names),
    wholeText(row.nodes),
    row.action,
    wholeText(row.waves),
    waveTimeText(row),
  ]);
  const steps = table(['On', 'Nodes', 'Action', 'Waves', 'When'], rows, MOST_WAVES);
  return details(`How ${escaped(rollout.daemonSet)} rolls out`, [
    ...sentences.map((sentence) => `- ${escaped(sentence)}`),
    ...(steps.length > 0 ? ['', ...steps] : []),
  ]);
}
