import { Taint, taintToString } from '../../kubernetes/taint';
import { isTolerated } from '../../kubernetes/toleration';
import { KARPENTER_LABEL } from '../node-group';
import { LintRule } from '../rule';
import { groupNames } from '../words';

/** The taint by which Karpenter keeps pods off a node that it drains. */
const DISRUPTED: Taint = { key: 'karpenter.sh/disrupted', effect: 'NoSchedule' };

export const drainGap: LintRule = {
  id: 'drain-gap',
  severity: 'info',
  title: 'The agent is not created anew on a node that Karpenter drains.',
  why:
    'A node that waits for its workloads to leave may be drained for hours. When the pod of the agent is deleted ' +
    'meanwhile, by a rollout for one, the controller creates no other there: the last logs and metrics of the ' +
    'workloads are lost.',
  see: ['kubernetes-sigs/karpenter#2704', 'METR/hawk#1335', 'kubernetes-sigs/karpenter#2107'],
  check: ({ groups, planned }) => {
    const drained = groups.filter(({ labels }) => labels.has(KARPENTER_LABEL));
    return drained.length > 0 && !isTolerated(DISRUPTED, planned.tolerations)
      ? [
          {
            message: `does not tolerate ${taintToString(DISRUPTED)}, and Karpenter manages ${groupNames(drained)}`,
            fix: 'add the toleration {key: karpenter.sh/disrupted, operator: Exists, effect: NoSchedule} if it must outlive the workloads',
          },
        ]
      : [];
  },
};
