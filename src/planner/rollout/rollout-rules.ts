import { RolloutStrategy } from './rollout-document';
import { RolloutSpec, strategyFor } from './rollout-spec';
import { KubernetesVersion, OLDEST_MINOR } from '../../kubernetes/kubernetes-version';

/** What the controller goes by while it replaces pods. */
export interface RolloutRules {
  readonly strategy: RolloutStrategy;
  /** Nodes that want a pod. */
  readonly desired: number;
  /** Whether a node may hold two pods. */
  readonly allowsSurge: boolean;
  /** Whether an old pod that is not available counts against maxUnavailable (kubernetes#123232). */
  readonly brokenPodsTakeBudget: boolean;
  /** Whether a surge deletes old pods where none is wanted any more, rather than surge there (kubernetes#118823). */
  readonly surgeLeavesUnwantedNodes: boolean;
}

/** The rules for a DaemonSet that wants a pod on so many nodes. */
export function rolloutRules(spec: RolloutSpec, desired: number, { minor }: KubernetesVersion): RolloutRules {
  return {
    strategy: strategyFor(spec, desired),
    desired,
    allowsSurge: allowsSurge(spec),
    brokenPodsTakeBudget: minor > OLDEST_MINOR,
    surgeLeavesUnwantedNodes: minor > OLDEST_MINOR,
  };
}

/** Whether a node may hold two pods of a DaemonSet. */
export function allowsSurge(spec: RolloutSpec): boolean {
  return strategyFor(spec, 1).maxSurge > 0;
}
