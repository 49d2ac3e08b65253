import { Taint, taintToString } from '../../kubernetes/taint';
import { isTolerated } from '../../kubernetes/toleration';
import { LintRule } from '../rule';
import { nodeNames } from '../words';

/** The taint by which Karpenter keeps pods off a node that it drains. */
const DISRUPTED: Taint = { key: 'karpenter.sh/disrupted', effect: 'NoSchedule' };
const KARPENTER_LABEL = 'karpenter.sh/nodepool';

export const drainGap: LintRule = {
  id: 'drain-gap',
  severity: 'info',
  title: 'The agent is not created anew on a node that Karpenter drains.',
  why:
    'A node that waits for its workloads to leave may be drained for hours. When the pod of the agent is deleted ' +
    'meanwhile, by a rollout for one, the controller creates no other there: the last logs and metrics of the ' +
    'workloads are lost.',
  see: ['kubernetes-sigs/karpenter#2704', 'METR/hawk#1335', 'kubernetes-sigs/karpenter#2107'],
  check: ({ nodes, planned }) => {
    const drained = nodes.filter(({ labels }) => labels.has(KARPENTER_LABEL));
    return drained.length > 0 && !isTolerated(DISRUPTED, planned.tolerations)
      ? [
          {
            message: `does not tolerate ${taintToString(DISRUPTED)}, and Karpenter manages ${nodeNames(drained)}`,
            fix: 'add the toleration {key: karpenter.sh/disrupted, operator: Exists, effect: NoSchedule} if it must outlive the workloads',
          },
        ]
      : [];
  },
};
