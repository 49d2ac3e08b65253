import { STATES } from '../report-data';
import type { Fleet } from './fleet';
import type { View } from './view';

/**
 * By node, whether it is among those looked for: its state is shown, and every word of the query stands in its name, its
 * pool, a label (`key=value` for one key alone) or is its state.
 */
export function matchingNodes(fleet: Fleet, { agent, query, states: shown }: View): Uint8Array {
  const matches = new Uint8Array(fleet.size);
  if (!isFiltered({ query, states: shown })) {
    return matches.fill(1);
  }
  const states = fleet.states(agent);
  const words = wordsOf(query).map((word) => wordTest(fleet, word, states));
  for (let node = 0; node < fleet.size; node++) {
    matches[node] = shown[states[node]] && words.every((test) => test(node)) ? 1 : 0;
  }
  return matches;
}

/** Whether the reader looks for something. */
export function isFiltered({ query, states }: Pick<View, 'query' | 'states'>): boolean {
  return wordsOf(query).length > 0 || states.some((shown) => !shown);
}

/** The agents whose name holds every word of the query. */
export function matchingAgents(fleet: Fleet, query: string): number[] {
  const words = wordsOf(query);
  return [...fleet.data.agents.keys()].filter(
    (agent) => words.length > 0 && words.every((word) => fleet.data.agents[agent].key.toLowerCase().includes(word)),
  );
}

function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function wordTest(fleet: Fleet, word: string, states: Uint8Array): (node: number) => boolean {
  const state = STATES.findIndex((name) => name.toLowerCase() === word);
  if (state >= 0) {
    return (node) => states[node] === state;
  }
  const columns = fleet.data.columns.flatMap(({ title, values }, column) => {
    const matching = values.map((value) => holds(title, value, word));
    return matching.includes(true) ? [{ matching, codes: fleet.column(column) }] : [];
  });
  return (node) =>
    fleet.names[node].toLowerCase().includes(word) || columns.some(({ matching, codes }) => matching[codes[node]]);
}

function holds(title: string, value: string, word: string): boolean {
  const text = value.toLowerCase();
  return text.includes(word) || (word.includes('=') && `${title.toLowerCase()}=${text}`.startsWith(word));
}
