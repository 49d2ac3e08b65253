import { labelSelectorMatches } from '../../kubernetes/label-selector';
import { LintRule } from '../rule';

export const overlappingSelectors: LintRule = {
  id: 'overlapping-selectors',
  severity: 'warning',
  title: 'The selector of another DaemonSet also selects the pods of this one.',
  why:
    'A DaemonSet adopts pods without an owner that its selector selects, and tools count the pods of both. Per-pool ' +
    'copies of one agent that share their labels fall into this.',
  see: [
    'projectcalico/calico#8104',
    'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#pod-selector',
  ],
  check: ({ key, planned: { daemonSet } }, { agents }) =>
    agents
      .filter(({ key: other, planned }) => other !== key && planned.daemonSet.namespace === daemonSet.namespace)
      .filter(({ planned }) => labelSelectorMatches(planned.daemonSet.selector, daemonSet.template.labels))
      .map((other) => ({
        message: `the selector of ${other.key} also selects its pods`,
        fix: `give both a label of their own in selector and template, such as app.kubernetes.io/instance: ${daemonSet.name}`,
      })),
};
