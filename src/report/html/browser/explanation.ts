import { STATES } from '../report-data';
import { button, byId, counted, element, type Child } from './dom';
import { ALL_AGENTS, type Fleet } from './fleet';
import { stateMark } from './mark';
import type { ViewStore } from './view';

/** The panel that says why: of a node, of an agent, or of an agent on a node. */
export class Explanation {
  private readonly panel = byId('explained');

  constructor(
    private readonly fleet: Fleet,
    private readonly store: ViewStore,
  ) {
    store.onChange((view, before) => {
      if (view.node !== before.node || view.agent !== before.agent) {
        this.show();
      }
    });
    this.show();
  }

  private show(): void {
    const { agent, node } = this.store.view;
    this.panel.replaceChildren(
      ...(node !== undefined ? this.ofNode(node) : agent === ALL_AGENTS ? this.ofFleet() : this.ofAgent(agent)),
    );
  }

  private ofFleet(): Child[] {
    return [
      element('h3', {}, 'Explanation'),
      element(
        'p',
        { class: 'faint' },
        'Choose a node on the map, or an agent, to see where it runs and why not elsewhere.',
      ),
      element('ul', { class: 'choices' }, ...this.fleet.data.agents.map((_, agent) => this.agentOfFleet(agent))),
    ];
  }

  private agentOfFleet(agent: number): HTMLElement {
    const counts = STATES.map(() => 0);
    const { cells, runs, key } = this.fleet.data.agents[agent];
    for (let i = 0; i < runs.length; i += 2) {
      counts[cells[runs[i]].state] += runs[i + 1];
    }
    const told = counts.flatMap((count, state) =>
      count > 0
        ? [element('span', { class: 'pair' }, stateMark(state), `${count.toLocaleString('en-US')} ${STATES[state]}`)]
        : [],
    );
    return element('li', {}, this.agentButton(key, agent), element('span', { class: 'counts' }, ...told));
  }

  private agentButton(text: string, agent: number): HTMLElement {
    return button(text, () => this.store.change({ agent }), { class: 'link' });
  }

  /** As the section on agents has it: the words stand in the page once. */
  private ofAgent(agent: number): Child[] {
    const article = byId(`agent-${agent}`).cloneNode(true) as HTMLElement;
    article.removeAttribute('id');
    return [element('h3', {}, 'Explanation'), article, this.back('All agents', { agent: ALL_AGENTS })];
  }

  private ofNode(node: number): Child[] {
    const { agent } = this.store.view;
    const others = [...this.fleet.data.agents.keys()]
      .filter((each) => each !== agent)
      .sort((a, b) => this.fleet.states(a)[node] - this.fleet.states(b)[node] || a - b);
    return [
      element('h3', {}, this.fleet.names[node]),
      element('p', { class: 'faint' }, this.facts(node)),
      ...(agent === ALL_AGENTS ? [] : [this.verdict(agent, node)]),
      ...(others.length > 0 ? [element('h4', {}, agent === ALL_AGENTS ? 'Agents' : 'Other agents')] : []),
      ...others.map((each) => this.fold(each, node)),
      this.back('Close', { node: undefined }),
    ];
  }

  private facts(node: number): string {
    const [pool, zone, , taints] = this.fleet.data.columns.map((_, i) => () => this.fleet.columnText(i, node));
    return `${pool()}, ${zone()}, ${taints()}. ${this.fleet.overhead(node).text}.`;
  }

  private verdict(agent: number, node: number): HTMLElement {
    const state = this.fleet.states(agent)[node];
    return element(
      'div',
      { class: `answer ${STATES[state]}` },
      element(
        'p',
        { class: 'what' },
        stateMark(state),
        element('strong', {}, STATES[state]),
        ` ${this.fleet.data.agents[agent].key}`,
      ),
      element('p', { id: 'why' }, this.fleet.explanation(agent, node)),
    );
  }

  /** What is wrong lies open, all else is a line. */
  private fold(agent: number, node: number): HTMLElement {
    const state = this.fleet.states(agent)[node];
    const { key } = this.fleet.data.agents[agent];
    const summary = element(
      'summary',
      {},
      stateMark(state),
      key,
      element('span', { class: 'faint' }, ` ${STATES[state]}`),
    );
    const fold = element('details', { class: 'fold' }, summary, element('p', {}, this.fleet.explanation(agent, node)));
    fold.open = state < STATES.indexOf('Scheduled') && this.store.view.agent === ALL_AGENTS;
    return fold;
  }

  private back(text: string, change: Parameters<ViewStore['change']>[0]): HTMLElement {
    const leave = () => {
      this.store.change(change);
      this.panel.focus();
    };
    return element('p', {}, button(text, leave, { class: 'quiet' }));
  }
}

/** Says in the status line, for those who do not see the map, what a choice has led to. */
export function announce(fleet: Fleet, found: number): void {
  byId('status').textContent = `${counted(found, 'node')} of ${fleet.size.toLocaleString('en-US')} shown`;
}
