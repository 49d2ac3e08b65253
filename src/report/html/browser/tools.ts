import { STATES } from '../report-data';
import { button, byId, element } from './dom';
import { announce } from './explanation';
import type { Fleet } from './fleet';
import { isFiltered, matchingAgents, matchingNodes } from './matching';
import { shareTexts } from './shares';
import { BY_STATE, type View, type ViewStore } from './view';

/** What is found by name is offered at once, as far as it fits a line or two. */
const MOST_NODES = 8;
const MOST_AGENTS = 4;

/** The controls above the map. */
export class Tools {
  private readonly agent = byId<HTMLSelectElement>('agent');
  private readonly find = byId<HTMLInputElement>('find');
  private readonly states = [...byId('states').querySelectorAll<HTMLElement>('[data-state]')];

  constructor(
    private readonly fleet: Fleet,
    private readonly store: ViewStore,
  ) {
    const { agent, find } = this;
    const colour = byId<HTMLSelectElement>('colour');
    const group = byId<HTMLSelectElement>('group');
    byId('tools').addEventListener('submit', (event) => event.preventDefault());
    agent.addEventListener('change', () => store.change({ agent: Number(agent.value) }));
    colour.addEventListener('change', () =>
      store.change({ colour: colour.value === 'state' ? BY_STATE : Number(colour.value) }),
    );
    group.addEventListener('change', () => store.change({ group: Number(group.value), zoom: undefined }));
    find.addEventListener('input', () => store.change({ query: find.value }));
    find.addEventListener('keydown', (event) => this.leaveSearch(event));
    byId('as-map').addEventListener('click', () => store.change({ asTable: false }));
    byId('as-table').addEventListener('click', () => store.change({ asTable: true }));
    this.states.forEach((toggle, state) => toggle.addEventListener('click', () => this.toggle(state)));
    document
      .querySelectorAll<HTMLElement>('button[data-agent]')
      .forEach((each) => each.addEventListener('click', () => this.goTo(each.dataset.agent!)));
    store.onChange((view) => this.follow(view));
    byId('scale').append(
      ...shareTexts().map((text, i) => element('li', {}, element('i', { class: `step-${i}` }), text)),
    );
    this.follow(store.view);
  }

  private toggle(state: number): void {
    this.store.change({ states: this.store.view.states.map((shown, i) => (i === state ? !shown : shown)) });
  }

  /** Enter takes the first that was found, Escape forgets the search. */
  private leaveSearch(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      byId('found').querySelector('button')?.click();
    } else if (event.key === 'Escape') {
      this.find.value = '';
      this.store.change({ query: '' });
    }
  }

  /** An agent that is named elsewhere on the page, on the map. */
  private goTo(key: string): void {
    const agent = this.fleet.data.agents.findIndex((each) => each.key === key);
    if (agent >= 0) {
      this.store.change({ agent, node: undefined });
      byId('map').scrollIntoView();
      this.agent.focus({ preventScroll: true });
    }
  }

  private follow(view: View): void {
    this.agent.value = `${view.agent}`;
    byId('as-map').setAttribute('aria-pressed', `${!view.asTable}`);
    byId('as-table').setAttribute('aria-pressed', `${view.asTable}`);
    byId('scale').hidden = view.colour === BY_STATE;
    const counts = STATES.map(() => 0);
    for (const state of this.fleet.states(view.agent)) {
      counts[state]++;
    }
    this.states.forEach((toggle, state) => {
      toggle.setAttribute('aria-pressed', `${view.states[state]}`);
      toggle.querySelector('.count')!.textContent = counts[state].toLocaleString('en-US');
    });
    this.showZoom(view);
    this.showFound(view);
  }

  private showZoom({ group, zoom }: View): void {
    const { title, values } = this.fleet.data.columns[group];
    const all = () => {
      this.store.change({ zoom: undefined });
      byId('cells').focus();
    };
    byId('zoom').replaceChildren(
      ...(zoom === undefined
        ? [element('span', { class: 'faint' }, `All nodes by ${title.toLowerCase()}`)]
        : [button('All nodes', all, { class: 'link' }), ' › ', element('strong', {}, values[zoom])]),
    );
  }

  private showFound(view: View): void {
    const list = byId('found');
    list.hidden = view.query.trim() === '';
    if (!isFiltered(view)) {
      return;
    }
    const matches = matchingNodes(this.fleet, view);
    const nodes: number[] = [];
    let found = 0;
    matches.forEach((match, node) => {
      found += match;
      if (match && nodes.length < MOST_NODES) {
        nodes.push(node);
      }
    });
    if (!list.hidden) {
      const agents = matchingAgents(this.fleet, view.query).slice(0, MOST_AGENTS);
      list.replaceChildren(
        element(
          'li',
          { class: 'faint' },
          `${found.toLocaleString('en-US')} of ${this.fleet.size.toLocaleString('en-US')} nodes`,
        ),
        ...agents.map((agent) => this.offer(`agent ${this.fleet.data.agents[agent].key}`, { agent, query: '' })),
        ...nodes.map((node) => this.offer(this.fleet.names[node], this.showing(node))),
      );
    }
    announce(this.fleet, found);
  }

  /** A node that is explained, and in sight: a large fleet is drawn in hundredths until a group is opened. */
  private showing(node: number): Partial<View> {
    const { group } = this.store.view;
    return { node, zoom: this.store.view.zoom === undefined ? undefined : this.fleet.column(group)[node] };
  }

  private offer(text: string, change: Partial<View>): HTMLElement {
    const take = () => {
      if (change.query === '') {
        this.find.value = '';
      }
      this.store.change(change);
      byId('explained').focus();
    };
    return element('li', {}, button(text, take, { class: 'chip' }));
  }
}
