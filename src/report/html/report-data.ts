/**
 * What the browser is given, as JSON within the page. Nodes are in one order throughout, by pool, zone and name, and what
 * many of them share is told in runs.
 */
export interface ReportData {
  readonly nodes: number;
  readonly names: readonly NameCode[];
  /** By what nodes may be grouped: pool, zone, class, then their labels. */
  readonly columns: readonly NodeColumn[];
  readonly agents: readonly AgentData[];
  readonly overhead: OverheadData;
}

/** Values of consecutive nodes: a value, for how many nodes it holds, the next value and so on. */
export type Runs = readonly number[];

/**
 * A name by the one before it: how much of its start is kept, what follows, how much of its end is kept; then how many
 * more names count up what follows.
 */
export type NameCode = readonly [keptStart: number, text: string, keptEnd: number, more: number];

/** A property of every node. */
export interface NodeColumn {
  readonly title: string;
  readonly values: readonly string[];
  /** Indexes into the values. */
  readonly runs: Runs;
}

/** An agent on every node. */
export interface AgentData {
  /** `namespace/name`. */
  readonly key: string;
  readonly cells: readonly AgentCell[];
  /** Indexes into the cells. */
  readonly runs: Runs;
}

/** How an agent fares on some nodes. */
export interface AgentCell {
  /** Index into `STATES`. */
  readonly state: number;
  /** Why, and what would change that; `NODE` stands for the name of the node. */
  readonly text: string;
  /** The node, of those that fare alike, that the text is about. Absent when it is about each of them. */
  readonly of?: number;
}

/** What the agents together take of every node. */
export interface OverheadData {
  readonly kinds: readonly OverheadKind[];
  /** Indexes into the kinds. */
  readonly runs: Runs;
}

/** What the agents together take of some nodes. */
export interface OverheadKind {
  /** In words, a resource each. */
  readonly text: string;
  /** Of what the node has to give, from 0 to 1; by `RESOURCES`. */
  readonly shares: readonly number[];
}

/** The resources that the map shows shares of. */
export const RESOURCES = ['cpu', 'memory', 'pods'] as const;

/** States in order of severity, the worst first. */
export const STATES = ['Refused', 'Pending', 'Scheduled', 'Excluded'] as const;

/** The name of the node within an explanation: a character that no name of Kubernetes holds. */
export const NODE = '\ue000';
