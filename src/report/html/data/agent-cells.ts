import { explainVerdict } from '../../../planner/placement/explain';
import { PlannedAgent } from '../../../planner/placement/planned-agent';
import { PlannedPlacement, Verdict } from '../../../planner/placement/planned-placement';
import { verdictGroups } from '../../../planner/placement/verdict-groups';
import { printable } from '../../printable';
import { requirement } from '../../text/outcomes';
import { AgentCell, AgentData, NODE, STATES } from '../report-data';
import { Numbering, runsOf } from './runs';

/** Explanations made for single nodes, of all agents together; beyond that one stands for all that fare alike. */
const EXPLANATIONS = 10_000;
/** Characters that these explanations may take. */
const CHARACTERS = 1_500_000;

/**
 * An agent on every node, with its explanation.
 *
 * @param places the place of each node of the plan in the report
 */
export function agentData(plan: PlannedPlacement, agent: PlannedAgent, places: readonly number[]): AgentData {
  const cells = new Numbering<AgentCell>();
  const cellOf = new Array<number>(plan.nodes.length);
  const explained = new SingleNodes(plan, agent);
  const representatives = new Map<string, AgentCell>();
  for (const { verdict, nodes } of verdictGroups(plan, agent)) {
    const state = STATES.indexOf(verdict.state);
    if (verdict.state === 'Scheduled' && verdict.evicts.length === 0) {
      const cell = { state, text: explanation(plan, agent, nodes[0], NODE) };
      nodes.forEach((i) => (cellOf[places[i]] = cells.of(cell, cell.text)));
    } else if (explained.affords(nodes.length)) {
      for (const i of nodes) {
        const cell = { state, text: explained.text(i) };
        cellOf[places[i]] = cells.of(cell, cell.text);
      }
    } else {
      const key = likeness(verdict);
      const cell = representatives.get(key) ?? {
        state,
        text: explanation(plan, agent, nodes[0]),
        of: places[nodes[0]],
      };
      representatives.set(key, cell);
      nodes.forEach((i) => (cellOf[places[i]] = cells.of(cell, key)));
    }
  }
  return { key: printable(agent.key), cells: cells.values, runs: runsOf(cellOf) };
}

/** Explanations for single nodes, as many as a report affords. */
class SingleNodes {
  private left: number;
  private characters: number;

  constructor(
    private readonly plan: PlannedPlacement,
    private readonly agent: PlannedAgent,
  ) {
    this.left = EXPLANATIONS / plan.agents.length;
    this.characters = CHARACTERS / plan.agents.length;
  }

  affords(nodes: number): boolean {
    return nodes <= this.left && this.characters > 0;
  }

  text(i: number): string {
    const text = explanation(this.plan, this.agent, i, NODE);
    this.left--;
    this.characters -= text.length;
    return text;
  }
}

function explanation(plan: PlannedPlacement, agent: PlannedAgent, i: number, called?: string): string {
  return explainVerdict(plan, agent, i, called).split(NODE).map(printable).join(NODE);
}

/** What verdicts have in common that differ in figures and values only. */
function likeness({ state, decision, reasons }: Verdict): string {
  return JSON.stringify([state, decision.shouldContinueRunning, reasons.map(requirement)]);
}
