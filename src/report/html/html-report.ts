import { reportDataOf } from './data/report-data-of';
import { page } from './page';
import { agentsSection } from './sections/agents';
import { bootstrapSection } from './sections/bootstrap';
import { changeSection } from './sections/change';
import { findingsSection } from './sections/findings';
import { mapSection } from './sections/map';
import { matrixSection } from './sections/matrix';
import { notesSection } from './sections/notes';
import { overheadSection } from './sections/overhead';
import { rolloutSection } from './sections/rollout';
import { Section } from './sections/section';
import { summary } from './sections/summary';
import { BootstrapPlanDocument } from '../../planner/bootstrap/bootstrap-document';
import { PlacementChangeDocument } from '../../planner/change/between/change-document';
import { PlacementPlan } from '../../planner/placement/placement-plan';
import { RolloutPlanDocument } from '../../planner/rollout/rollout-document';

/** What an HTML report tells of; a part that is absent is left out. */
export interface HtmlReportInput {
  readonly plan: PlacementPlan;
  /** @default - no rollout */
  readonly rollouts?: readonly RolloutPlanDocument[];
  /** @default - no bootstrap */
  readonly bootstrap?: BootstrapPlanDocument;
  /** How the plan differs from an earlier one. @default - no change */
  readonly change?: PlacementChangeDocument;
}

/** How an HTML report is told. */
export interface HtmlReportOptions {
  /**
   * The title of the page.
   * @default 'Node agents'
   */
  readonly title?: string;
}

/**
 * A plan as a page of HTML: one file that needs no network, in which the fleet is drawn, searched and explained.
 *
 * @example
 * writeFileSync('report.html', htmlReport({ plan }));
 */
export function htmlReport(input: HtmlReportInput, options: HtmlReportOptions = {}): string {
  const { plan, rollouts = [], bootstrap, change } = input;
  const document = plan.toJson();
  const overhead = plan.overhead();
  const data = reportDataOf(plan, overhead);
  const sections = [
    mapSection(document, data),
    findingsSection(document.findings),
    changeSection(change),
    agentsSection(document),
    matrixSection(data),
    overheadSection(overhead),
    rolloutSection(rollouts),
    bootstrapSection(bootstrap),
    notesSection(document),
  ].filter((section): section is Section => section !== undefined);
  return page(options.title ?? 'Node agents', summary(document), sections, data);
}
