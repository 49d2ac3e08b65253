import { taintToString } from '../../kubernetes/taint';
import { isVirtual } from '../node-kind';
import { LintRule } from '../rule';
import { groupNames, listed } from '../words';

/** Taints that come and go with the state of a node, and those that keep everything off one that is about to go. */
const PASSING = /^(node\.kubernetes\.io\/|karpenter\.sh\/|ToBeDeletedByClusterAutoscaler$|DeletionCandidateOf)/;

export const keptOffByTaint: LintRule = {
  id: 'kept-off-by-taint',
  severity: 'info',
  title: 'Nothing but a taint keeps the agent off some of the nodes that it selects.',
  why:
    'Where a taint is not tolerated the controller creates no pod: desired is smaller than the number of nodes, ' +
    'without an event and without a reason anywhere. Nodes of pools that were tainted later stay without the agent ' +
    'until somebody misses their logs.',
  see: [
    'topolvm/topolvm#486',
    'grafana/agent#1706',
    'eksctl-io/eksctl#2982',
    'DataDog/helm-charts#1003',
    'kubernetes/kubernetes#39603',
    'kubernetes/kubernetes#72017',
  ],
  check: ({ planned: { index } }, { groups }) => {
    const kept = groups.filter((group) => {
      const { reasons } = group.decisions[index];
      const lasting = reasons.every(({ taint }) => taint !== undefined && !PASSING.test(taint.key));
      return reasons.length > 0 && lasting && !isVirtual(group);
    });
    const taints = kept.flatMap(({ decisions }) => decisions[index].reasons.flatMap(({ taint }) => taint ?? []));
    return kept.length > 0
      ? [
          {
            message: `does not tolerate ${listed(taints.map(taintToString))}, so it does not run on ${groupNames(kept)}`,
            fix: `if it should run there, add ${listed(taints.map(({ key, effect }) => `{key: ${key}, operator: Exists, effect: ${effect}}`))} to tolerations`,
          },
        ]
      : [];
  },
};
