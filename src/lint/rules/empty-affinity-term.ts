import { LintRule } from '../rule';

export const emptyAffinityTerm: LintRule = {
  id: 'empty-affinity-term',
  severity: 'warning',
  title: 'A term of the node affinity is empty.',
  why:
    'An empty selector of labels matches everything, but an empty term of a node affinity matches nothing. When ' +
    'every term is empty, the agent runs nowhere.',
  see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity'],
  check: ({ planned }) => {
    const terms = planned.daemonSet.template.spec.requiredTerms ?? [];
    const empty = terms.filter(
      ({ matchExpressions, matchFields }) => matchExpressions.length + matchFields.length === 0,
    );
    const nowhere = empty.length === terms.length ? ': the agent runs on no node' : '';
    return empty.length > 0
      ? [
          {
            message: `${empty.length} of ${terms.length} nodeSelectorTerms is empty and matches no node${nowhere}`,
            fix: 'remove the empty term; for every node remove requiredDuringSchedulingIgnoredDuringExecution',
          },
        ]
      : [];
  },
};
