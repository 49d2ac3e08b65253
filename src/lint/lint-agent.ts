import { AgentManifest, readAgentManifest } from './agent-manifest';
import { NodeGroup, sizeOf } from './node-group';
import { DaemonSet } from '../kubernetes/daemon-set';
import { SelectorRequirement } from '../kubernetes/label-selector';
import { PlannedAgent } from '../planner/placement/planned-agent';
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
  /** The nodes on which the controller wants a pod. */
  readonly groups: readonly NodeGroup[];
  /** How many nodes these are. */
  readonly wanted: number;
}

export function lintAgent(planned: PlannedAgent, fleet: readonly NodeGroup[]): LintAgent {
  const groups = fleet.filter(({ decisions }) => decisions[planned.index].shouldRun);
  const wanted = sizeOf(groups);
  const rollout = readRolloutSpec(withoutTemplate(planned.daemonSet), []);
  return {
    key: planned.key,
    planned,
    manifest: readAgentManifest(planned.daemonSet.manifest),
    strategy: strategyFor(rollout, wanted),
    minReadySeconds: rollout.minReadySeconds,
    groups,
    wanted,
  };
}

/** What tells two templates apart costs most of reading a rollout, and a review of one DaemonSet has nothing to compare. */
function withoutTemplate(daemonSet: DaemonSet): DaemonSet {
  const { manifest } = daemonSet;
  const { updateStrategy, minReadySeconds } = manifest.object.spec as Record<string, unknown>;
  return { ...daemonSet, manifest: { ...manifest, object: { spec: { updateStrategy, minReadySeconds } } } };
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
export function sharedGroups(a: LintAgent, b: LintAgent): NodeGroup[] {
  return a.groups.filter((group) => b.groups.includes(group));
}
