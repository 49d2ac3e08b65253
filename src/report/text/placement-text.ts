import { NodeOverhead, PlacementPlanDocument } from '../../planner/placement/placement-document';
import { closingText, placementHeadline } from '../placement-summary';
import { agentsTable } from './agents-table';
import { Section, TextOptions, layoutOf, sectionsText } from './layout';
import { assumptionLines, evictionLines, findingLines } from './notes';
import { overheadTable } from './overhead-table';
import { whyNot } from './why-not';
import { wrapped } from './wrapped';

/** A plan for people: who runs where, who does not and why, what that costs the nodes, and what to do next. */
export function placementText(
  plan: PlacementPlanDocument,
  overhead: readonly NodeOverhead[],
  options: TextOptions = {},
): string {
  const layout = layoutOf(options);
  const { width, style } = layout;
  const sections: Section[] = [
    ['Agents', agentsTable(plan.daemonSets, width, style)],
    ['Why not everywhere', whyNot(plan, width, style)],
    ['What the agents request on each node', overheadTable(overhead, width, style)],
    ['Evicted pods', evictionLines(plan.evicted, width)],
    ['Assumptions', assumptionLines(plan.assumptions, width)],
    ['Findings', findingLines(plan.findings, width, style)],
  ];
  return sectionsText([placementHeadline(plan)], sections, wrapped(closingText(plan), width), layout);
}
