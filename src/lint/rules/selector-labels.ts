import { LintRule } from '../rule';
import { listed } from '../words';

/** Labels that change from release to release. */
const CHANGING = [
  'version',
  'app.kubernetes.io/version',
  'helm.sh/chart',
  'chart',
  'release-version',
  'revision',
  'pod-template-generation',
  'controller-revision-hash',
];

export const selectorLabels: LintRule = {
  id: 'selector-labels',
  severity: 'warning',
  title: 'The selector contains a label that changes with the version.',
  why:
    'The selector of a DaemonSet is immutable. The release that changes the label is refused: field is immutable. ' +
    'What then helps is to delete the DaemonSet, on every node at once.',
  see: ['aws/eks-node-monitoring-agent#92', 'NVIDIA/k8s-device-plugin#701', 'kubereboot/kured#610', 'helm/charts#7680'],
  check: ({ planned: { daemonSet } }) => {
    const { matchLabels, matchExpressions } = daemonSet.selector;
    const keys = [...matchLabels.keys(), ...matchExpressions.map(({ key }) => key)];
    const changing = keys.filter((key) => CHANGING.includes(key));
    return changing.length > 0
      ? [
          {
            message: `the selector contains ${listed(changing)}, and can never be changed`,
            fix: 'leave it out of spec.selector and keep it on the template: app.kubernetes.io/name and app.kubernetes.io/instance select enough',
          },
        ]
      : [];
  },
};
