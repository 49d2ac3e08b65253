import { AgentManifest, readAgentManifest } from './agent-manifest';
import { Node } from '../inventory/node';
import { SelectorRequirement } from '../kubernetes/label-selector';
import { PlannedAgent } from '../planner/placement/planned-agent';
import { PlannedPlacement } from '../planner/placement/planned-placement';
import { verdictGroups } from '../planner/placement/verdict-groups';
import { RolloutStrategy } from '../planner/rollout/rollout-document';
import { readRolloutSpec, strategyFor } from '../planner/rollout/rollout-spec';

/** An agent of a plan, with what of its manifest only a reviewer reads. */
export interface LintAgent {
  /** `namespace/name`. */
  readonly key: string;
  readonly planned: PlannedAgent;
  readonly manifest: AgentManifest;
  /** Its budgets as numbers, for the nodes that want it. */
  readonly strategy: RolloutStrategy;
  /** Seconds that a new pod must have been ready before it counts as available. */
  readonly minReadySeconds: number;
  /** Indexes of the nodes on which the controller wants a pod, ascending. */
  readonly wantedOn: readonly number[];
  /** The nodes on which the controller wants a pod. */
  readonly nodes: readonly Node[];
}

export function lintAgent(placement: PlannedPlacement, planned: PlannedAgent): LintAgent {
  const wantedOn = verdictGroups(placement, planned)
    .filter(({ verdict }) => verdict.decision.shouldRun)
    .flatMap(({ nodes }) => nodes)
    .sort((a, b) => a - b);
  const rollout = readRolloutSpec(planned.daemonSet, []);
  return {
    key: planned.key,
    planned,
    manifest: readAgentManifest(planned.daemonSet.manifest),
    strategy: strategyFor(rollout, wantedOn.length),
    minReadySeconds: rollout.minReadySeconds,
    wantedOn,
    nodes: wantedOn.map((i) => placement.nodes[i].node),
  };
}

/** What the agent requires of a node, by alternative: one for each term that can match, each with the node selector. */
export function nodeAlternatives({ planned }: LintAgent): SelectorRequirement[][] {
  const { nodeSelector, requiredTerms } = planned.daemonSet.template.spec;
  const always = [...nodeSelector].map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  return requiredTerms === undefined
    ? [always]
    : requiredTerms
        .map(({ matchExpressions, matchFields }) => [...matchExpressions, ...matchFields])
        .filter((term) => term.length > 0)
        .map((term) => [...always, ...term]);
}

/** The nodes on which the controller wants both agents. */
export function sharedNodes(a: LintAgent, b: LintAgent): Node[] {
  const others = new Set(b.wantedOn);
  return a.nodes.filter((_, i) => others.has(a.wantedOn[i]));
}
