import { SelectorRequirement, requirementToString } from '../../kubernetes/label-selector';
import { contradict } from '../contradiction';
import { LintAgent, nodeAlternatives } from '../lint-agent';
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
  check: (agent, { agents }) => {
    const terms = nodeAlternatives(agent);
    const partial = terms
      .flatMap((term) =>
        term
          .filter(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist')
          .filter(({ key }) =>
            terms.some((other) => other.every((each) => each.key !== key) && !contradict(term, other)),
          ),
      )
      .filter((exclusion) => !isForAnother(exclusion, terms, agent, agents));
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

/**
 * Whether another agent has just the nodes that are left out. All that is not in a set of two requirements is told by an
 * exclusion in either of two terms: that is how the variants of an agent share the nodes.
 */
function isForAnother(
  exclusion: SelectorRequirement,
  terms: readonly SelectorRequirement[][],
  agent: LintAgent,
  agents: readonly LintAgent[],
): boolean {
  return agents.some(
    (other) =>
      other !== agent &&
      nodeAlternatives(other).some(
        (theirs) => contradict(theirs, [exclusion]) && terms.every((term) => contradict(theirs, term)),
      ),
  );
}
