import { tolerationToString } from '../../kubernetes/toleration';
import { LintRule } from '../rule';

export const ignoredSeconds: LintRule = {
  id: 'ignored-seconds',
  severity: 'info',
  title: 'The agent says how long it tolerates a node that is down, and nobody heeds it.',
  why:
    'The controller adds tolerations of not-ready and unreachable without an end to every daemon pod, and they take ' +
    'the place of the ones in the template. The pod stays bound to its node however long that is down.',
  see: [
    'kubernetes/kubernetes#92960',
    'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations',
  ],
  check: ({ planned }) =>
    planned.daemonSet.template.spec.tolerations
      .filter(({ tolerationSeconds }) => tolerationSeconds !== undefined)
      .filter((toleration) => !planned.tolerations.includes(toleration))
      .map((toleration) => ({
        message: `the seconds of the toleration ${tolerationToString(toleration)} count for nothing: a daemon pod stays on a node that is down`,
        fix: 'leave the toleration out: the controller adds it',
      })),
};
