import { LintAgent } from './lint-agent';
import { LintContext } from './lint-context';
import { PlanFinding } from '../planner/placement/placement-document';

/** What a rule has to say of one agent. */
export interface Remark {
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** What an experienced operator would say in review of an agent, given the other agents and the nodes. */
export interface LintRule {
  /** Identifier, the same as the name of its file. */
  readonly id: string;
  /** `error`: something does not work. `warning`: it fails sooner or later. `info`: worth knowing. */
  readonly severity: PlanFinding['severity'];
  /** What the rule finds, as one sentence. */
  readonly title: string;
  /** What Kubernetes does about it, and what people see. */
  readonly why: string;
  /** Issues as `owner/repository#number`, or pages. */
  readonly see: readonly string[];
  readonly check: (agent: LintAgent, context: LintContext) => Remark[];
}
