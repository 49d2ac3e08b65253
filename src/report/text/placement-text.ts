import { NodeOverhead, PlacementPlanDocument } from '../../planner/placement/placement-document';
import { countText } from '../units';
import { agentsTable } from './agents-table';
import { closingText } from './closing';
import { assumptionLines, evictionLines, findingLines } from './notes';
import { overheadTable } from './overhead-table';
import { Style, styleOf } from './style';
import { whyNot } from './why-not';
import { wrapped } from './wrapped';

/** How a plan is told in a terminal. */
export interface TextOptions {
  /**
   * Columns that no line is wider than, at least 80.
   * @default 100
   */
  readonly width?: number;
  /**
   * Whether to use the terminal's colours.
   * @default false
   */
  readonly color?: boolean;
}

const DEFAULT_WIDTH = 100;
/** Below this the tables would have to shorten figures. */
const LEAST_WIDTH = 80;

/** A plan for people: who runs where, who does not and why, what that costs the nodes, and what to do next. */
export function placementText(
  plan: PlacementPlanDocument,
  overhead: readonly NodeOverhead[],
  options: TextOptions = {},
): string {
  const width = Math.max(LEAST_WIDTH, options.width ?? DEFAULT_WIDTH);
  const style = styleOf(options.color ?? false);
  const sections: [string, string[]][] = [
    ['Agents', agentsTable(plan.daemonSets, width, style)],
    ['Why not everywhere', whyNot(plan, width, style)],
    ['What the agents request on each node', overheadTable(overhead, width, style)],
    ['Evicted pods', evictionLines(plan.evicted, width)],
    ['Assumptions', assumptionLines(plan.assumptions, width)],
    ['Findings', findingLines(plan.findings, width, style)],
  ];
  const told = sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => section(title, lines, style));
  const closing = wrapped(closingText(plan), width).join('\n');
  return `${[headline(plan), ...told, closing].join('\n\n')}\n`;
}

function headline({ nodes, daemonSets, kubernetesVersion }: PlacementPlanDocument): string {
  const fleet = `${countText(nodes.total, 'node')} of ${countText(nodes.classes, 'kind')}`;
  return `${countText(daemonSets.length, 'agent')} on ${fleet}, Kubernetes ${kubernetesVersion}`;
}

function section(title: string, lines: readonly string[], style: Style): string {
  return [style.heading(title.toUpperCase()), '', ...lines].join('\n');
}
