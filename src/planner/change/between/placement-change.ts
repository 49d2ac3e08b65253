import {
  DaemonSetChange,
  FindingsChange,
  Headroom,
  NodesDifference,
  PlacementChangeDocument,
  RequestsChange,
  TriggeredRollout,
} from './change-document';
import { daemonSetChange } from './daemon-set-change';
import { headroomLeft } from './headroom';
import { NodeGroup, PlanPair, namesIn, pairPlans } from './plan-pair';
import { requestsChange, requestsShifts } from './requests-change';
import { triggeredRollouts } from './triggered-rollouts';
import { EvictedPod } from '../../placement/placement-document';
import type { PlacementPlan } from '../../placement/placement-plan';
import { DOCUMENT_API_VERSION } from '../../placement/to-document';

/**
 * How two plans differ: the same manifests before and after a change, or the same agents on another inventory.
 *
 * @example
 * const change = PlacementChange.between(
 *   PlacementPlanner.plan(inventory, main),
 *   PlacementPlanner.plan(inventory, branch),
 * );
 * change.isEmpty();
 */
export class PlacementChange {
  /**
   * The difference between two plans. DaemonSets and nodes are matched by their names.
   *
   * @param before the plan of how things are
   * @param after the plan of how they are to be
   */
  public static between(before: PlacementPlan, after: PlacementPlan): PlacementChange {
    return new PlacementChange(before, after);
  }

  /** Version of the document's form. */
  public readonly apiVersion: string;
  /** Kind of the document. */
  public readonly kind: string;
  /** The minor version that the second plan is for, such as `1.36`. */
  public readonly kubernetesVersion: string;
  /** The nodes that only one of the plans has. */
  public readonly nodes: NodesDifference;
  /** The DaemonSets that differ, in the order of the second plan, then those that only the first one has. */
  public readonly daemonSets: DaemonSetChange[];
  /** Running pods that only the second plan preempts. */
  public readonly evicted: EvictedPod[];
  /** Running pods that only the first plan preempts. */
  public readonly spared: EvictedPod[];
  /** What the agents together request more or less. */
  public readonly requests: RequestsChange;
  /** What is left on the tightest of the nodes whose requests change, for every resource that does. */
  public readonly headroom: Headroom[];
  /** Findings that only one of the plans has. */
  public readonly findings: FindingsChange;

  /** The document alone is enumerable: `toJson` takes all of it. */
  readonly #plans: readonly PlacementPlan[];
  private readonly roll: () => TriggeredRollout[];
  private rolled?: TriggeredRollout[];

  private constructor(before: PlacementPlan, after: PlacementPlan) {
    const plans = pairPlans(before._placement, after._placement);
    const document = changeBetween(before, after, plans);
    this.#plans = [before, after];
    this.roll = () => triggeredRollouts(before._placement, after._placement, plans.agents);
    this.apiVersion = document.apiVersion;
    this.kind = document.kind;
    this.kubernetesVersion = document.kubernetesVersion;
    this.nodes = document.nodes;
    this.daemonSets = document.daemonSets;
    this.evicted = document.evicted;
    this.spared = document.spared;
    this.requests = document.requests;
    this.headroom = document.headroom;
    this.findings = document.findings;
  }

  /**
   * Every DaemonSet of either plan, as `namespace/name`; those that do not differ are not in the document.
   *
   * @internal
   */
  public get _agents(): string[] {
    return [...new Set(this.#plans.flatMap(({ _placement }) => _placement.agents.map(({ key }) => key)))].sort();
  }

  /**
   * The rollouts of the DaemonSets whose template changes, on the nodes of the second plan: each by itself, the others as
   * they are in the first plan. They are worked out when they are first asked for.
   */
  public get rollouts(): TriggeredRollout[] {
    this.rolled ??= this.roll();
    return this.rolled;
  }

  /**
   * Whether the plans are alike: every agent is the same and fares the same everywhere, and nothing else is found about
   * it.
   */
  public isEmpty(): boolean {
    const { nodes, daemonSets, evicted, spared, findings } = this;
    return [nodes.added, nodes.removed, daemonSets, evicted, spared, findings.appeared, findings.gone].every(
      ({ length }) => length === 0,
    );
  }

  /** The difference as data: the document with the schema `schemas/placement-change.json`. */
  public toJson(): PlacementChangeDocument {
    const { apiVersion, kind, kubernetesVersion, nodes, daemonSets, rollouts } = this;
    const { evicted, spared, requests, headroom, findings } = this;
    return {
      apiVersion,
      kind,
      kubernetesVersion,
      nodes,
      daemonSets,
      rollouts,
      evicted,
      spared,
      requests,
      headroom,
      findings,
    };
  }
}

function changeBetween(
  before: PlacementPlan,
  after: PlacementPlan,
  plans: PlanPair,
): Omit<PlacementChangeDocument, 'rollouts'> {
  const shifts = requestsShifts(plans);
  const evicted = difference(evictedIn(plans, 'before'), evictedIn(plans, 'after'));
  const onlyIn = (lacks: (group: NodeGroup) => boolean) => namesIn(plans, plans.groups.filter(lacks));
  return {
    apiVersion: DOCUMENT_API_VERSION,
    kind: 'PlacementChange',
    kubernetesVersion: after._placement.version.name,
    nodes: { added: onlyIn(({ before: old }) => !old), removed: onlyIn(({ after: present }) => !present) },
    daemonSets: plans.agents.map((pair) => daemonSetChange(plans, pair)).filter((change) => change !== undefined),
    evicted: evicted.appeared,
    spared: evicted.gone,
    requests: requestsChange(plans, shifts),
    headroom: headroomLeft(shifts, after._placement),
    findings: difference(before._findings, after._findings),
  };
}

/** The running pods of others that one of the plans preempts, by agent and then by node. */
function evictedIn(plans: PlanPair, side: 'before' | 'after'): EvictedPod[] {
  const { outcomes, inventoryNodes } = plans[side];
  const evicted = plans.agents.map((): EvictedPod[] => []);
  for (const group of plans.groups) {
    const nodes = group[side];
    if (!nodes || !outcomes.evicts(outcomes.of(nodes.places[0]))) {
      continue;
    }
    const node = inventoryNodes[nodes.places[0]].name;
    plans.agents.forEach((pair, i) => {
      const agent = pair[side];
      for (const { namespace, name } of agent ? nodes.verdicts[agent.index].evicts : []) {
        evicted[i].push({ namespace, name, node, by: agent!.key });
      }
    });
  }
  return evicted.flat();
}

/** What only the second list has, and what only the first one has. */
function difference<T>(before: readonly T[], after: readonly T[]): { appeared: T[]; gone: T[] } {
  const texts = (list: readonly T[]) => new Map(list.map((each) => [JSON.stringify(each), each]));
  const [old, present] = [texts(before), texts(after)];
  const without = (list: Map<string, T>, other: Map<string, T>) =>
    [...list].filter(([text]) => !other.has(text)).map(([, each]) => each);
  return { appeared: without(present, old), gone: without(old, present) };
}
