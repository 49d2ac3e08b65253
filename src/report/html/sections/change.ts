import {
  CountChange,
  DaemonSetChange,
  NodesChange,
  PlacementChangeDocument,
} from '../../../planner/change/between/change-document';
import { changeClosing, changeHeadline } from '../../change-summary';
import { nodeNamesText } from '../../node-names';
import { printable } from '../../printable';
import { markup, Markup, Part } from '../markup';
import { adviceItem, adviceList } from './advice';
import { Section } from './section';
import { table } from './table';

const COLUMNS = ['Agent', 'Change', 'Scheduled', 'Pending', 'Runs now on', 'No longer on', 'Wanted and stuck on'];

/** How the plan differs from an earlier one, agent by agent. */
export function changeSection(change?: PlacementChangeDocument): Section | undefined {
  if (!change) {
    return undefined;
  }
  const rows = change.daemonSets.map(
    ({ namespace, name, change: what, scheduled, pending, gained, lost, stuck }): Part[] => [
      printable(`${namespace}/${name}`),
      what,
      countChange(scheduled),
      countChange(pending),
      ...[gained, lost, stuck].map(nodesMarkup),
    ],
  );
  const nodes = [
    change.nodes.added.length > 0 && `Joined: ${nodeNamesText(change.nodes.added)}.`,
    change.nodes.removed.length > 0 && `Gone: ${nodeNamesText(change.nodes.removed)}.`,
  ].filter((text) => text !== false);
  return {
    id: 'change',
    title: 'Change',
    lead: changeHeadline(change),
    body: markup`<p class="verdict">${printable(changeClosing(change))}</p>${nodes.length > 0 && markup`<p>${nodes.join(' ')}</p>`}${
      rows.length === 0
        ? markup`<p class="none">No agent fares otherwise.</p>`
        : table(
            'Change',
            COLUMNS.map((title, i) => ({ title, figures: i === 2 || i === 3 })),
            rows,
          )
    }${adviceList(change.daemonSets.flatMap(immutableFields))}`,
  };
}

function immutableFields({ namespace, name, immutable }: DaemonSetChange): Markup[] {
  return immutable.map(({ message, fix }) =>
    adviceItem('error', markup`<strong>refused</strong> ${printable(`${namespace}/${name}`)}`, message, [fix]),
  );
}

function countChange({ before, after }: CountChange): string {
  return before === after ? `${after}` : `${before} → ${after}`;
}

function nodesMarkup(changes: readonly NodesChange[]): Markup {
  return markup`${changes.map(({ nodes, reason }) => markup`<div><span class="names">${nodeNamesText(nodes)}</span>: ${printable(reason)}</div>`)}`;
}
