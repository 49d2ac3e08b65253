import { ALL_AGENTS } from './fleet';

/** What the reader has chosen to see. */
export interface View {
  /** Index of an agent, or all of them. */
  readonly agent: number;
  /** Index of a resource whose share is shown, or the state. */
  readonly colour: number;
  /** Index of the column by which nodes are grouped. */
  readonly group: number;
  /** Index of the value of that column whose nodes are shown; undefined for all. */
  readonly zoom?: number;
  readonly query: string;
  /** By state, whether it is shown. */
  readonly states: readonly boolean[];
  /** The node that is explained. */
  readonly node?: number;
  readonly asTable: boolean;
}

/** The colour that shows states. */
export const BY_STATE = -1;

/** Holds what the reader has chosen, and tells those who show it. */
export class ViewStore {
  view: View = {
    agent: ALL_AGENTS,
    colour: BY_STATE,
    group: 0,
    query: '',
    states: [true, true, true, true],
    asTable: false,
  };
  private readonly listeners: ((view: View, before: View) => void)[] = [];

  onChange(listener: (view: View, before: View) => void): void {
    this.listeners.push(listener);
  }

  change(change: Partial<View>): void {
    const before = this.view;
    this.view = { ...before, ...change };
    this.listeners.forEach((listener) => listener(this.view, before));
  }
}
