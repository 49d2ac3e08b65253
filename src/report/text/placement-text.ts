import { NodeOverhead, PlacementPlanDocument } from '../../planner/placement/placement-document';
import { closingText, placementHeadline } from '../placement-summary';
import { agentsTable } from './agents-table';
import { Section, TextOptions, layoutOf, sectionsText } from './layout';
import { assumptionSection, evictionSection, findingSection } from './notes';
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
    agentsTable(plan.daemonSets, width, style),
    whyNot(plan, width, style),
    overheadTable(overhead, width, style),
    evictionSection('Evicted pods', plan.evicted, width),
    assumptionSection(plan.assumptions, width),
    findingSection('Findings', plan.findings, layout),
  ];
  return sectionsText([placementHeadline(plan)], sections, wrapped(closingText(plan), width), layout);
}
