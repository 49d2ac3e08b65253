import { repels, taintToString } from '../../kubernetes/taint';
import { isTolerated, toleratesTaint, tolerationToString } from '../../kubernetes/toleration';
import { PlacementReason } from '../../planner/placement/placement-document';
import { LintRule } from '../rule';
import { listed } from '../words';

export const tolerationMissesTaint: LintRule = {
  id: 'toleration-misses-taint',
  severity: 'warning',
  title: 'A toleration names the key of a taint of the nodes, and does not tolerate it.',
  why:
    'A toleration without an operator compares values: it tolerates `key=present` and not `key=true`. The controller ' +
    'then creates no pod, and tells no reason anywhere.',
  see: ['NVIDIA/k8s-device-plugin#1934', 'DataDog/helm-charts#207', 'topolvm/topolvm#486'],
  check: ({ planned }, { groups }) => {
    // Where labels keep the agent off, its tolerations are not asked.
    const reached = groups.filter(({ decisions }) => decisions[planned.index].reasons.every(isTaint));
    return planned.daemonSet.template.spec.tolerations.flatMap((toleration) => {
      const taints = reached
        .flatMap((group) => group.taints)
        .filter((taint) => taint.key === toleration.key && repels(taint) && !LIFECYCLE.test(taint.key));
      const missed = taints.filter((taint) => !isTolerated(taint, planned.tolerations));
      const names = listed(missed.map(taintToString));
      return missed.length > 0 && !taints.some((taint) => toleratesTaint(toleration, taint))
        ? [
            {
              message: `the toleration ${tolerationToString(toleration)} tolerates none of the taints with this key: ${names}`,
              fix: `for the nodes with ${names} write {key: ${toleration.key}, operator: Exists}`,
            },
          ]
        : [];
    });
  },
};

/** Their two effects are told apart on purpose. */
const LIFECYCLE = /^node\.kubernetes\.io\//;

function isTaint({ plugin }: PlacementReason): boolean {
  return plugin === 'TaintToleration';
}
