import type { AgentCell, ReportData, Runs } from '../report-data';
import { NODE, STATES } from '../report-data';
import { decodeNames } from './names';

/** The index that stands for all agents. */
export const ALL_AGENTS = -1;

/** The nodes of the report and how the agents fare on them; what is told in runs is laid out once it is asked for. */
export class Fleet {
  private readonly columns = new Map<number, Uint32Array>();
  private readonly cells = new Map<number, Uint32Array>();
  private readonly stateArrays = new Map<number, Uint8Array>();
  private kinds?: Uint32Array;
  private decoded?: readonly string[];

  constructor(readonly data: ReportData) {}

  get names(): readonly string[] {
    this.decoded ??= decodeNames(this.data.names);
    return this.decoded;
  }

  get size(): number {
    return this.data.nodes;
  }

  /** The values of a column, by node. */
  column(index: number): Uint32Array {
    return remembered(this.columns, index, () => expanded(this.data.columns[index].runs, this.size));
  }

  columnText(index: number, node: number): string {
    return this.data.columns[index].values[this.column(index)[node]];
  }

  /** The state of an agent, or the worst of all agents, by node: where nothing is wrong, any that runs there counts. */
  states(agent: number): Uint8Array {
    const agents = agent === ALL_AGENTS ? this.data.agents.keys() : [agent];
    return remembered(this.stateArrays, agent, () => this.worstOf(agents));
  }

  /** How an agent fares on a node. */
  cell(agent: number, node: number): AgentCell {
    return this.data.agents[agent].cells[this.agentCells(agent)[node]];
  }

  /** Why an agent runs or does not run on a node, and what would change that. */
  explanation(agent: number, node: number): string {
    const { text, of } = this.cell(agent, node);
    return of === undefined || of === node
      ? text.replaceAll(NODE, this.names[node])
      : `As on ${this.names[of]}, for the same reasons: ${text}`;
  }

  /** What all agents take of a resource of a node, from 0 to 1. */
  share(resource: number, node: number): number {
    return this.overhead(node).shares[resource];
  }

  overhead(node: number) {
    this.kinds ??= expanded(this.data.overhead.runs, this.size);
    return this.data.overhead.kinds[this.kinds[node]];
  }

  private agentCells(agent: number): Uint32Array {
    return remembered(this.cells, agent, () => expanded(this.data.agents[agent].runs, this.size));
  }

  private worstOf(agents: Iterable<number>): Uint8Array {
    const worst = new Uint8Array(this.size).fill(STATES.length - 1);
    for (const agent of agents) {
      const { cells, runs } = this.data.agents[agent];
      let node = 0;
      for (let i = 0; i < runs.length; i += 2) {
        const { state } = cells[runs[i]];
        for (const end = node + runs[i + 1]; node < end; node++) {
          worst[node] = Math.min(worst[node], state);
        }
      }
    }
    return worst;
  }
}

function expanded(runs: Runs, length: number): Uint32Array {
  const values = new Uint32Array(length);
  let node = 0;
  for (let i = 0; i < runs.length; i += 2) {
    values.fill(runs[i], node, (node += runs[i + 1]));
  }
  return values;
}

function remembered<T>(known: Map<number, T>, key: number, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
