import { STATES } from '../report-data';
import { button, byId, counted, element } from './dom';
import type { Fleet } from './fleet';
import { groupColumn, type Group } from './groups';
import { Scene } from './scene';
import type { View, ViewStore } from './view';

/** Nodes that are listed before the reader asks for more. */
const PAGE = 100;

/** The map as a table: groups with the number of their nodes in each state, or the nodes of a group or a search. */
export class FleetTable {
  private readonly place = byId('rows');
  private shown = PAGE;

  constructor(
    private readonly fleet: Fleet,
    private readonly store: ViewStore,
  ) {
    store.onChange((view, before) => {
      this.place.hidden = !view.asTable;
      if (view.zoom !== before.zoom || view.query !== before.query) {
        this.shown = PAGE;
      }
      if (view.asTable) {
        this.show(view);
      }
    });
  }

  private show(view: View): void {
    const scene = new Scene(this.fleet, view, Infinity);
    const nodes = view.zoom !== undefined || view.query.trim() !== '';
    this.place.replaceChildren(...(nodes ? this.nodes(scene) : [this.groups(scene)]));
  }

  private groups(scene: Scene): HTMLElement {
    const { title } = this.fleet.data.columns[groupColumn(this.store.view)];
    return table(
      [title, 'Nodes', ...STATES],
      scene.groups.map((group) => [this.opening(group), group.nodes.length, ...scene.counts(group)]),
    );
  }

  private opening({ title, value }: Group): HTMLElement {
    return button(title, () => this.store.change({ zoom: value }), { class: 'link' });
  }

  private nodes(scene: Scene): HTMLElement[] {
    const { agent } = this.store.view;
    const states = this.fleet.states(agent);
    const found = scene.groups.flatMap(({ nodes }) => nodes.filter((node) => scene.matches[node]));
    const rows = found
      .slice(0, this.shown)
      .map((node) => [
        button(this.fleet.names[node], () => this.store.change({ node }), { class: 'link' }),
        STATES[states[node]],
        ...[0, 1, 3].map((column) => this.fleet.columnText(column, node)),
      ]);
    const more = () => {
      this.shown += PAGE;
      this.show(this.store.view);
    };
    return [
      table(['Node', 'State', 'Pool', 'Zone', 'Taints'], rows),
      ...(found.length > this.shown
        ? [button(`Show more of ${counted(found.length, 'node')}`, more, { class: 'quiet' })]
        : []),
    ];
  }
}

function table(head: readonly string[], rows: readonly (readonly (HTMLElement | string | number)[])[]): HTMLElement {
  return element(
    'div',
    { class: 'scroll', role: 'group', 'aria-label': 'Map as a table', tabindex: '0' },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
      element('tbody', {}, ...rows.map(([first, ...rest]) => row(first, rest))),
    ),
  );
}

function row(first: HTMLElement | string | number, rest: readonly (HTMLElement | string | number)[]): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, child(first)),
    ...rest.map((each) => element('td', typeof each === 'number' ? { class: 'figure' } : {}, child(each))),
  );
}

function child(value: HTMLElement | string | number): HTMLElement | string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}
