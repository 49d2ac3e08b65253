import { daemonSetKey } from '../../kubernetes/daemon-set';
import { LabelSelector, requirementToString } from '../../kubernetes/label-selector';
import { LintRule } from '../rule';

export const selectorChanged: LintRule = {
  id: 'selector-changed',
  severity: 'error',
  title: 'The selector is another than in the last release.',
  why: 'The selector of a DaemonSet is immutable: the API server refuses the update, and the agents stay as they are.',
  see: [
    'nginx/kubernetes-ingress#3976',
    'democratic-csi/charts#28',
    'aws/aws-node-termination-handler#263',
    'deliveryhero/helm-charts#743',
  ],
  check: ({ key, planned: { daemonSet } }, { previous }) =>
    previous
      .filter((before) => daemonSetKey(before) === key)
      .filter(({ selector }) => inWords(selector) !== inWords(daemonSet.selector))
      .map(({ selector }) => ({
        message: `the selector was ${inWords(selector)} and is ${inWords(daemonSet.selector)}: the update is refused`,
        fix: `write the old selector, ${inWords(selector)}; or give the DaemonSet a new name and delete the old one`,
      })),
};

/** The requirements in order of key, as `kubectl` writes them. */
function inWords({ matchLabels, matchExpressions }: LabelSelector): string {
  const labels = [...matchLabels].map(([key, value]) => `${key}=${value}`);
  return [...labels, ...matchExpressions.map(requirementToString)].sort().join(',');
}
