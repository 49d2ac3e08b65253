import { labelSelectorMatches } from '../../../kubernetes/label-selector';
import { nodeSelectorMatches } from '../../../kubernetes/node-selector';
import { TopologySpreadConstraint } from '../../../kubernetes/pod-spec';
import { repels } from '../../../kubernetes/taint';
import { isTolerated } from '../../../kubernetes/toleration';
import { NodeState } from '../node-state';
import { Filter, FilterContext, Rejection, rejection } from './filter';

const PLUGIN = 'PodTopologySpread';
const MESSAGE = "node(s) didn't match pod topology spread constraints";

/**
 * Topology spread constraints that say DoNotSchedule. A daemon pod is pinned, so with the default node affinity policy
 * only its own node's domain is eligible.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/podtopologyspread/filtering.go
 */
export const podTopologySpread: Filter = (context) => {
  for (const constraint of context.agent.pod.topologySpread) {
    const failure = spreadFailure(constraint, context);
    if (failure) {
      return [failure];
    }
  }
  return [];
};

function spreadFailure(constraint: TopologySpreadConstraint, context: FilterContext): Rejection | undefined {
  const { agent, state, fleet } = context;
  const own = state.node.labels.get(constraint.topologyKey);
  if (own === undefined) {
    return rejection(PLUGIN, `${MESSAGE} (missing required label)`, false);
  }
  const matching = new Map<string, number>();
  for (const other of fleet.nodes) {
    const domain = other.node.labels.get(constraint.topologyKey);
    if (domain !== undefined && isEligible(constraint, context, other)) {
      matching.set(domain, (matching.get(domain) ?? 0) + matchingPods(constraint, context, other));
    }
  }
  const tooFewDomains = matching.size < (constraint.minDomains ?? 1);
  const least = tooFewDomains ? 0 : Math.min(...matching.values());
  const self = selects(constraint, agent.daemonSet.template.labels) ? 1 : 0;
  const skew = (matching.get(own) ?? 0) + self - least;
  return skew > constraint.maxSkew ? rejection(PLUGIN, MESSAGE, true) : undefined;
}

function isEligible(constraint: TopologySpreadConstraint, { agent, state }: FilterContext, other: NodeState): boolean {
  const { topologySpread, nodeSelector, tolerations } = agent.pod;
  if (topologySpread.some(({ topologyKey }) => !other.node.labels.has(topologyKey))) {
    return false;
  }
  if (constraint.nodeAffinityPolicy === 'Honor') {
    const matches = nodeSelectorMatches(nodeSelector, other.node.labels);
    if (other !== state || !matches) {
      return false;
    }
  }
  return (
    constraint.nodeTaintsPolicy !== 'Honor' ||
    other.node.taints.every((taint) => !repels(taint) || isTolerated(taint, tolerations))
  );
}

function matchingPods(constraint: TopologySpreadConstraint, { agent }: FilterContext, other: NodeState): number {
  const { namespace } = agent.daemonSet;
  return other.pods.filter((pod) => pod.namespace === namespace && selects(constraint, pod.labels)).length;
}

function selects({ labelSelector }: TopologySpreadConstraint, labels: ReadonlyMap<string, string>): boolean {
  return labelSelector !== undefined && labelSelectorMatches(labelSelector, labels);
}
