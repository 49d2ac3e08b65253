import { requirementToString } from '../../kubernetes/label-selector';
import { LintRule } from '../rule';
import { listed } from '../words';

export const partialExclusion: LintRule = {
  id: 'partial-exclusion',
  severity: 'warning',
  title: 'An exclusion stands in some terms of the node affinity and not in all.',
  why:
    'Terms are alternatives: a node needs to meet one of them. A NotIn that is appended as a term of its own ' +
    'excludes nothing that another term takes, and takes every other node besides.',
  see: ['tigera/operator#2874', 'kubernetes-sigs/aws-efs-csi-driver#234', 'newrelic/helm-charts#382'],
  check: ({ planned }) => {
    const terms = planned.daemonSet.template.spec.requiredTerms ?? [];
    const partial = terms
      .flatMap(({ matchExpressions }) => matchExpressions)
      .filter(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist')
      .filter(({ key }) =>
        terms.some(
          ({ matchExpressions, matchFields }) =>
            matchExpressions.length + matchFields.length > 0 && matchExpressions.every((each) => each.key !== key),
        ),
      );
    return partial.length > 0
      ? [
          {
            message: `${listed(partial.map(requirementToString))} stands in some of ${terms.length} nodeSelectorTerms only: the others take these nodes all the same`,
            fix: 'write the exclusion into every term of nodeSelectorTerms',
          },
        ]
      : [];
  },
};
