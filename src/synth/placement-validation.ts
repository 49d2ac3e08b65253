import { IConstruct, IValidation } from 'constructs';
import { Coverage } from './coverage';
import { scopeManifests } from './scope-manifests';
import { NodeInventory } from '../inventory/node-inventory';
import { daemonSetKey } from '../kubernetes/daemon-set';
import { Fault, InputError, faultToString } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { UnknownNameError } from '../planner/placement/find-agent';
import { PlacementPlan } from '../planner/placement/placement-plan';
import { planPlacement } from '../planner/placement/plan-placement';
import { pendingShortfall, shortfallToString } from '../planner/placement/shortfall';

/** What a synth must plan, and what the plan must hold. */
export interface PlacementValidationProps {
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
   * The minor version of Kubernetes to plan for, such as `1.33`.
   * @default - the newest known
   */
  readonly kubernetesVersion?: string;
}

/**
 * Fails `cdk8s synth`, before a file is written, when agents would not run where they must.
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
  private planned?: { readonly digest: string; readonly errors: string[] };

  private constructor(scope: IConstruct, props: PlacementValidationProps) {
    this.scope = scope;
    this.props = props;
  }

  /** The errors of the plan. cdk8s asks once for the app and once more for every chart; the plan is made once. */
  public validate(): string[] {
    const faults: Fault[] = [];
    const manifests = scopeManifests(this.scope, faults);
    if (faults.length > 0) {
      return faults.map(faultToString);
    }
    const digest = JSON.stringify(manifests.map(({ object }) => object));
    if (this.planned?.digest !== digest) {
      this.planned = { digest, errors: this.errors(manifests) };
    }
    return this.planned.errors;
  }

  private errors(manifests: Manifest[]): string[] {
    try {
      const { kubernetesVersion } = this.props;
      const plan = planPlacement(this.props.inventory, manifests, { kubernetesVersion });
      const paths = new Map(plan._placement.agents.map(({ daemonSet, key }) => [key, daemonSet.manifest.file]));
      return this.shortfalls(plan).map(
        ({ agent, problem, lines }) =>
          `${agent} (${paths.get(agent)}) ${problem}:${lines.map((line) => `\n    ${line}`).join('')}`,
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

  private shortfalls(plan: PlacementPlan): { agent: string; problem: string; lines: string[] }[] {
    const pending = this.props.allowPending
      ? []
      : plan._placement.agents.map((agent) => ({
          agent: daemonSetKey(agent.daemonSet),
          problem: 'would have pods that do not run',
          lines: pendingShortfall(plan._placement, agent).map(shortfallToString),
        }));
    const uncovered = (this.props.require ?? []).map((coverage) => ({
      ...coverage._shortfall(plan),
      problem: 'does not run on every node it must',
    }));
    return [...pending, ...uncovered].filter(({ lines }) => lines.length > 0);
  }
}
