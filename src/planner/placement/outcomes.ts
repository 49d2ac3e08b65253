import { Verdict } from './planned-placement';

/** Nodes that share a verdict on an agent. */
export interface VerdictGroup {
  readonly verdict: Verdict;
  /** How many nodes there are. */
  readonly count: number;
  /** Indexes of the nodes, ascending. */
  readonly nodes: readonly number[];
  /** Those of its outcomes. */
  readonly outcomes: readonly number[];
}

/**
 * What becomes of all agents on all nodes. Nodes on which every agent fares alike share one outcome, so a fleet has few,
 * and whoever counts or tells need not look at each node.
 */
export class Outcomes {
  /** The nodes in order of outcome, ascending within each. */
  private readonly nodes: Uint32Array;
  /** By outcome: where its nodes begin, and after the last where they end. */
  private readonly starts: Uint32Array;
  private evicting?: readonly boolean[];
  private alike?: readonly (readonly number[])[];
  private readonly grouped = new Map<number, readonly VerdictGroup[]>();

  /**
   * @param ofNode the outcome of each node; outcomes are numbered in order of their first node
   * @param verdicts by outcome, then by agent
   */
  constructor(
    private readonly ofNode: Uint32Array,
    private readonly verdicts: readonly (readonly Verdict[])[],
  ) {
    this.nodes = new Uint32Array(ofNode.length);
    this.starts = new Uint32Array(verdicts.length + 1);
    ofNode.forEach((outcome) => this.starts[outcome + 1]++);
    verdicts.forEach((_, outcome) => (this.starts[outcome + 1] += this.starts[outcome]));
    const next = this.starts.slice();
    ofNode.forEach((outcome, i) => (this.nodes[next[outcome]++] = i));
  }

  /** How many outcomes there are. */
  get size(): number {
    return this.verdicts.length;
  }

  /** By outcome, its nodes. */
  get alikeNodes(): readonly (readonly number[])[] {
    this.alike ??= this.verdicts.map((_, outcome) => [...this.rangeOf(outcome)]);
    return this.alike;
  }

  /** Whether running pods are preempted on nodes of an outcome. */
  evicts(outcome: number): boolean {
    this.evicting ??= this.verdicts.map((verdicts) => verdicts.some(({ evicts }) => evicts.length > 0));
    return this.evicting[outcome];
  }

  /** The outcome of a node. */
  of(node: number): number {
    return this.ofNode[node];
  }

  /** The verdicts on a node, by agent. */
  verdictsOn(node: number): readonly Verdict[] {
    return this.verdicts[this.ofNode[node]];
  }

  /** The verdict on an agent on a node. */
  at(agent: number, node: number): Verdict {
    return this.verdictsOn(node)[agent];
  }

  /** The verdicts on an agent, in order of their first node. */
  groups(agent: number): readonly VerdictGroup[] {
    let groups = this.grouped.get(agent);
    if (!groups) {
      groups = this.group(agent);
      this.grouped.set(agent, groups);
    }
    return groups;
  }

  /** By agent, the outcomes with such a verdict on it. */
  where(holds: (verdict: Verdict) => boolean): readonly (readonly number[])[] {
    const outcomes = (this.verdicts[0] ?? []).map((): number[] => []);
    this.verdicts.forEach((verdicts, outcome) =>
      verdicts.forEach((verdict, agent) => {
        if (holds(verdict)) {
          outcomes[agent].push(outcome);
        }
      }),
    );
    return outcomes;
  }

  /** How many nodes have one of the outcomes. */
  countOf(outcomes: readonly number[]): number {
    return outcomes.reduce((sum, outcome) => sum + this.starts[outcome + 1] - this.starts[outcome], 0);
  }

  /** The nodes of some outcomes, ascending. */
  nodesOf(outcomes: readonly number[]): number[] {
    // To merge many ranges costs more than to look at every node once.
    if (outcomes.length > 1 && this.countOf(outcomes) > this.ofNode.length / MERGED_PART) {
      const wanted = new Uint8Array(this.size);
      outcomes.forEach((outcome) => (wanted[outcome] = 1));
      const nodes: number[] = [];
      this.ofNode.forEach((outcome, i) => {
        if (wanted[outcome] === 1) {
          nodes.push(i);
        }
      });
      return nodes;
    }
    const nodes: number[] = [];
    for (const outcome of outcomes) {
      for (let at = this.starts[outcome]; at < this.starts[outcome + 1]; at++) {
        nodes.push(this.nodes[at]);
      }
    }
    return nodes.sort((a, b) => a - b);
  }

  private rangeOf(outcome: number): Uint32Array {
    return this.nodes.subarray(this.starts[outcome], this.starts[outcome + 1]);
  }

  private group(agent: number): VerdictGroup[] {
    const byVerdict = new Map<Verdict, { first: number; outcomes: number[] }>();
    this.verdicts.forEach((verdicts, outcome) => {
      if (this.starts[outcome] === this.starts[outcome + 1]) {
        return;
      }
      const verdict = verdicts[agent];
      const first = this.nodes[this.starts[outcome]];
      const known = byVerdict.get(verdict);
      if (known) {
        known.first = Math.min(known.first, first);
        known.outcomes.push(outcome);
      } else {
        byVerdict.set(verdict, { first, outcomes: [outcome] });
      }
    });
    return [...byVerdict]
      .sort(([, a], [, b]) => a.first - b.first)
      .map(([verdict, { outcomes }]) => new Group(this, verdict, outcomes));
  }
}

const MERGED_PART = 16;

class Group implements VerdictGroup {
  readonly count: number;
  private found?: readonly number[];

  constructor(
    private readonly all: Outcomes,
    readonly verdict: Verdict,
    readonly outcomes: readonly number[],
  ) {
    this.count = all.countOf(outcomes);
  }

  get nodes(): readonly number[] {
    this.found ??= this.all.nodesOf(this.outcomes);
    return this.found;
  }
}
