import { parseInt64, requirementToString } from '../../kubernetes/label-selector';
import { LintRule } from '../rule';

export const nonIntegerComparison: LintRule = {
  id: 'non-integer-comparison',
  severity: 'error',
  title: 'Gt or Lt of the node affinity compares with something that is no integer.',
  why: 'The API server accepts any value. The matcher drops the whole term, which then matches no node, without a word.',
  see: ['kubernetes/kubernetes#86488', 'kubernetes/kubernetes#89289'],
  check: ({ planned }) =>
    (planned.daemonSet.template.spec.requiredTerms ?? [])
      .flatMap(({ matchExpressions }) => matchExpressions)
      .filter(
        ({ operator, values = [] }) =>
          ['Gt', 'Lt'].includes(operator) && values.some((value) => parseInt64(value) === undefined),
      )
      .map((requirement) => ({
        message: `${requirementToString(requirement)} compares with no integer, so its term matches no node`,
        fix: `write a whole number without a unit, such as ${requirement.key} ${requirement.operator} ["${parseInt(requirement.values![0], 10) || 1}"]`,
      })),
};
