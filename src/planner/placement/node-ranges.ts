import { Outcomes } from './outcomes';

/** The number of an agent's placement on each outcome, and how many placements it has. */
export interface NumberedPlacements {
  readonly ofOutcome: Uint32Array;
  readonly count: number;
}

/** From one place in a list up to, and without, another. */
export type Range = [from: number, to: number];

/** The nodes in an order in which those that fare alike stand together, so that few ranges tell where an agent does. */
export class NodeRanges {
  /** Indexes of the nodes, in this order. */
  readonly nodes: readonly number[];
  private readonly order: readonly number[];

  /** @param agents by agent, its placements */
  constructor(
    private readonly outcomes: Outcomes,
    agents: readonly NumberedPlacements[],
  ) {
    this.order = Array.from({ length: outcomes.size }, (_, outcome) => outcome).sort((a, b) => {
      for (const { ofOutcome } of agents) {
        if (ofOutcome[a] !== ofOutcome[b]) {
          return ofOutcome[a] - ofOutcome[b];
        }
      }
      return a - b;
    });
    const { alikeNodes } = outcomes;
    this.nodes = this.order.flatMap((outcome) => alikeNodes[outcome]);
  }

  /** By placement of an agent, its nodes. */
  of({ ofOutcome, count }: NumberedPlacements): Range[][] {
    const ranges = Array.from({ length: count }, (): Range[] => []);
    const { alikeNodes } = this.outcomes;
    let from = 0;
    for (const outcome of this.order) {
      const to = from + alikeNodes[outcome].length;
      const told = ranges[ofOutcome[outcome]];
      const last = told.at(-1);
      if (last && last[1] === from) {
        last[1] = to;
      } else if (to > from) {
        told.push([from, to]);
      }
      from = to;
    }
    return ranges;
  }

  /** The nodes of some ranges, ascending. */
  within(ranges: readonly Range[]): Uint32Array {
    const nodes = new Uint32Array(ranges.reduce((sum, [from, to]) => sum + to - from, 0));
    let next = 0;
    for (const [from, to] of ranges) {
      for (let place = from; place < to; place++) {
        nodes[next++] = this.nodes[place];
      }
    }
    return nodes.sort();
  }
}
