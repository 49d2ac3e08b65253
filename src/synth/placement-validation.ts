import { ApiObject } from 'cdk8s';
import { IConstruct, IValidation } from 'constructs';
import { Coverage } from './coverage';
import { failingFindings } from './failing-findings';
import { PlacementPlannerOptions } from './placement-planner-options';
import { Review, reviewOf } from './reviewed-plan';
import { RenderedObject, manifestsOfRendered, renderReviewed } from './scope-manifests';
import { Shortcoming } from './shortcoming';
import { handOver } from '../agents/handed-over';
import { NodeAgentDaemonSet } from '../agents/node-agent-daemon-set';
import { NodeInventory } from '../inventory/node-inventory';
import { Fault, InputError, faultToString } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { UnknownNameError } from '../planner/placement/find-agent';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { planPlacement } from '../planner/placement/plan-placement';
import { PlannedAgent } from '../planner/placement/planned-agent';
import { pendingShortfall, shortfallToString } from '../planner/placement/shortfall';

/** From which severity on the findings of a plan fail a synth: `never` where none does. */
export type FailOnFindings = 'error' | 'warning' | 'info' | 'never';

/** What a synth must plan, and what the plan must hold. */
export interface PlacementValidationProps extends PlacementPlannerOptions {
  /** The nodes to plan against. */
  readonly inventory: NodeInventory;
  /**
   * Where agents must run.
   * @default - nothing is required beyond that no pod is pending
   */
  readonly require?: Coverage[];
  /**
   * Whether pods may be left pending, or refused by the API server.
   * @default false
   */
  readonly allowPending?: boolean;
  /**
   * Which findings fail the synth: those of this severity and graver ones. The rules are those of docs/rules.md; one of
   * them is turned off for an agent by its option `silence`.
   * @default error
   */
  readonly failOn?: FailOnFindings;
}

/**
 * Fails `cdk8s synth`, before a file is written, when agents would not run where they must, or a review of them finds
 * errors.
 *
 * @example
 * PlacementValidation.attach(app, { inventory, require: [Coverage.everyNode('logs', NodeSet.linux())] });
 */
export class PlacementValidation implements IValidation {
  /**
   * Adds the validation to an app, a chart or another scope, whose DaemonSets it plans together.
   *
   * @param scope whose agents are planned
   * @param props the inventory, and what is required
   */
  public static attach(scope: IConstruct, props: PlacementValidationProps): PlacementValidation {
    const validation = new PlacementValidation(scope, props);
    scope.node.addValidation(validation);
    return validation;
  }

  private readonly scope: IConstruct;
  private readonly props: PlacementValidationProps;
  private readonly written = new Map<ApiObject, { readonly text: string; readonly manifest: object }>();
  private planned?: { readonly manifests: readonly object[]; readonly errors: string[] };

  private constructor(scope: IConstruct, props: PlacementValidationProps) {
    this.scope = scope;
    this.props = props;
  }

  /** The errors of the plan. cdk8s asks once for the app and once more for every chart; the plan is made once. */
  public validate(): string[] {
    const rendered = renderReviewed(this.scope).map((each) => this.asBefore(each));
    rendered.forEach(({ object, manifest }) => handOver(object, manifest));
    const manifests = rendered.map(({ manifest }) => manifest as object);
    if (!this.planned || !isSameList(this.planned.manifests, manifests)) {
      this.planned = { manifests, errors: this.errorsOf(rendered) };
    }
    return this.planned.errors;
  }

  /** The very manifest of the last time, where an object is rendered to the same. */
  private asBefore({ object, manifest }: RenderedObject): RenderedObject {
    const text = JSON.stringify(manifest);
    const before = this.written.get(object);
    if (before?.text === text) {
      return { object, manifest: before.manifest };
    }
    this.written.set(object, { text, manifest });
    return { object, manifest };
  }

  private errorsOf(rendered: readonly RenderedObject[]): string[] {
    const faults: Fault[] = [];
    const manifests = manifestsOfRendered(rendered, faults);
    return faults.length > 0 ? faults.map(faultToString) : this.errors(manifests, composedPaths(rendered));
  }

  private errors(manifests: Manifest[], composed: ReadonlySet<string>): string[] {
    try {
      const { inventory } = this.props;
      const review = reviewOf(manifests, this.props);
      const plan = planPlacement(inventory, manifests, this.props);
      const paths = new Map(plan._placement.agents.map((agent) => [agent.key, pathOf(agent)]));
      return [...this.shortfalls(plan), ...this.found(plan, review, composed)]
        .filter(({ lines }) => lines.length > 0)
        .map(
          ({ agents, problem, lines }) =>
            `${agents.map((agent) => `${agent} (${paths.get(agent)})`).join(' and ')} ${problem}:${lines.map((line) => `\n    ${line}`).join('')}`,
        );
    } catch (error) {
      if (error instanceof InputError) {
        return error.faults.map(faultToString);
      }
      if (error instanceof UnknownNameError) {
        return [error.message];
      }
      throw error;
    }
  }

  private shortfalls(plan: PlacementPlan): Shortcoming[] {
    const pending = this.props.allowPending
      ? []
      : plan._placement.agents.map((agent) => ({
          agents: [agent.key],
          problem: 'would have pods that do not run',
          lines: pendingShortfall(plan._placement, agent).map(shortfallToString),
        }));
    const uncovered = (this.props.require ?? []).map((coverage) => coverage._shortfall(plan));
    return [...pending, ...uncovered];
  }

  private found(plan: PlacementPlan, review: Review, composed: ReadonlySet<string>): Shortcoming[] {
    const { failOn = 'error' } = this.props;
    if (failOn === 'never') {
      return [];
    }
    const findings = failingFindings(plan, review, (agent) => composed.has(pathOf(agent)), failOn);
    return plan._placement.agents.map(({ key }) => ({
      agents: [key],
      problem: 'does not pass review',
      lines: findings
        .filter(({ daemonSet }) => daemonSet === key)
        .map(({ rule, message, fix }) => `${rule}: ${message}; ${fix}`),
    }));
  }
}

function isSameList(before: readonly object[], now: readonly object[]): boolean {
  return before.length === now.length && before.every((each, i) => each === now[i]);
}

/** The path of the construct that an agent is made by. */
function pathOf({ daemonSet }: PlannedAgent): string {
  return daemonSet.manifest.file ?? '';
}

/** The paths of the agents that validate themselves. */
function composedPaths(rendered: readonly RenderedObject[]): Set<string> {
  const composed = rendered.filter(({ object }) => object.node.scope instanceof NodeAgentDaemonSet);
  return new Set(composed.map(({ object }) => object.node.path));
}
