import { daemonSetNamesText } from '../daemon-set-names';
import { printable } from '../printable';
import {
  WaveRow,
  rolloutClosing,
  rolloutHeadline,
  sortRollouts,
  unavailableTexts,
  waveRows,
  waveTimeText,
} from '../rollout-summary';
import { Layout, Section, TextOptions, layoutOf, sectionLines, sectionsText } from './layout';
import { adviceLines, assumptionSection, bullet, evictionSection } from './notes';
import { tableLines } from './table';
import { wrapped } from './wrapped';
import { explainRollout } from '../../planner/rollout/explain';
import { RolloutPeak, RolloutPlanDocument } from '../../planner/rollout/rollout-document';
import { countText, wholeText } from '../units';

/** More rows than a reader takes in. */
const MOST_ROWS = 5;
const MOST_ROLLOUTS = 3;
const MOST_REMARKS = 4;
/** So that the other columns have room beside the names of nodes in 80 columns. */
const NAMES_WIDTH = 34;

/** Rollouts for people: those that never end first, how each goes, what stops it, and what to do next. */
export function rolloutText(rollouts: readonly RolloutPlanDocument[], options: TextOptions = {}): string {
  const layout = layoutOf(options);
  const { width, style } = layout;
  const { stuck, ending, still } = sortRollouts(rollouts);
  const shown = {
    stuck: stuck.slice(0, MOST_ROLLOUTS),
    ending: ending.slice(0, Math.max(0, MOST_ROLLOUTS - stuck.length)),
  };
  const told = [...shown.stuck, ...shown.ending];
  const untold = [...stuck, ...ending].filter((each) => !told.includes(each)).map((each) => each.daemonSet);
  const assumptions = [...new Set(told.flatMap((each) => each.assumptions))];
  const sections: Section[] = [
    rolloutsSection('Never ends', shown.stuck, layout),
    rolloutsSection('Ends', shown.ending, layout),
    namesSection('More rollouts', untold, width),
    { title: 'Nothing moves', blocks: stillLines(still, width).map((line) => [line]), noun: 'line' },
    assumptionSection(assumptions, width),
  ];
  const head = wrapped(rolloutHeadline(rollouts), width).map(style.heading);
  return sectionsText(head, sections, wrapped(printable(rolloutClosing(rollouts)), width), layout);
}

function rolloutsSection(title: string, rollouts: readonly RolloutPlanDocument[], layout: Layout): Section {
  const lines = rollouts.flatMap((rollout, i) => [...(i > 0 ? ['', ''] : []), ...rolloutLines(rollout, layout)]);
  return { title, blocks: lines.map((line) => [line]), noun: 'line' };
}

function stillLines(still: readonly RolloutPlanDocument[], width: number): string[] {
  const unavailable = unavailableTexts(still);
  return still.length === 0
    ? []
    : [
        ...wrapped(daemonSetNamesText(still.map((each) => each.daemonSet)), width),
        ...apart(unavailable.flatMap((text) => bullet(text, width))),
      ];
}

function namesSection(title: string, names: readonly string[], width: number): Section {
  return { title, blocks: names.length > 0 ? [wrapped(daemonSetNamesText(names), width)] : [], noun: 'line' };
}

function rolloutLines(rollout: RolloutPlanDocument, { width, style }: Layout): string[] {
  // What stops it comes below, as advice.
  const sentences = explainRollout({ ...rollout, blockers: [] }).split('\n');
  const more = rollout.blockers.length - MOST_REMARKS;
  const advice = rollout.blockers
    .slice(0, MOST_REMARKS)
    .flatMap(({ severity, id, message, fix }) => adviceLines(severity, `${id}: ${message}`, fix, width, style));
  return [
    ...wrapped(printable(sentences[0]), width).map(style.heading),
    ...sentences.slice(1).flatMap((sentence) => bullet(sentence, width)),
    ...apart(waveLines(waveRows(rollout.waves, NAMES_WIDTH), width, style)),
    ...apart(peakLines('Zone', rollout.perZone, width, style)),
    ...apart(peakLines('Pool', rollout.perPool, width, style)),
    ...apart(sectionLines(evictionSection('', rollout.evicted, width))),
    ...apart(advice),
    ...(more > 0 ? [`and ${countText(more, 'remark')} more, which --format json tells`] : []),
  ];
}

function apart(lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', ...lines] : [];
}

function waveLines(rows: readonly WaveRow[], width: number, style: Layout['style']): string[] {
  const cells = rows
    .slice(0, MOST_ROWS)
    .map((row) => [
      { text: row.names },
      { text: wholeText(row.nodes) },
      { text: row.action },
      { text: wholeText(row.waves) },
      { text: waveTimeText(row) },
    ]);
  const more = rows.length > MOST_ROWS ? [`and ${countText(rows.length - MOST_ROWS, 'more step')}`] : [];
  return rows.length === 0
    ? []
    : [...tableLines(['On', 'Nodes', 'Action', 'Waves', 'When'], cells, width, style), ...more];
}

/** With one zone or pool there is nothing to compare. */
function peakLines(title: string, peaks: readonly RolloutPeak[], width: number, style: Layout['style']): string[] {
  if (peaks.length < 2) {
    return [];
  }
  const worstFirst = [...peaks].sort((a, b) => b.peakUnavailable - a.peakUnavailable);
  const cells = worstFirst
    .slice(0, MOST_ROWS)
    .map(({ name, nodes, peakUnavailable }) => [
      { text: printable(name) },
      { text: wholeText(nodes) },
      { text: wholeText(peakUnavailable), style: peakUnavailable === nodes && nodes > 1 ? style.warning : undefined },
    ]);
  const more = peaks.length > MOST_ROWS ? [`and ${peaks.length - MOST_ROWS} more`] : [];
  return [...tableLines([title, 'Nodes', 'Unavailable at most'], cells, width, style), ...more];
}
