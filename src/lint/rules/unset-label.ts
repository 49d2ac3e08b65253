import { requirementMatches } from '../../kubernetes/label-selector';
import { taintToString } from '../../kubernetes/taint';
import { KnownLabeller, knownLabeller, labellersOf, labelsNeeded, setsLabel } from '../labeller';
import { LintAgent, nodeAlternatives } from '../lint-agent';
import { LintContext } from '../lint-context';
import { NodeGroup } from '../node-group';
import { LintRule, Remark } from '../rule';
import { groupNames, listed } from '../words';

export const unsetLabel: LintRule = {
  id: 'unset-label',
  severity: 'warning',
  title: 'The agent waits for a label of nodes that only another agent sets, and that one does not run there.',
  why:
    'An agent that selects what another one discovers runs nowhere until that one has run. When the discoverer does ' +
    'not tolerate a taint of the nodes, or is not deployed, the label never comes: desired stays 0, without an ' +
    'event.',
  see: ['NVIDIA/k8s-device-plugin#1934', 'NVIDIA/gpu-feature-discovery#70', 'NVIDIA/gpu-operator#2717'],
  check: (agent, context) =>
    labelsNeeded(agent).flatMap((label) => {
      const labellers = labellersOf(label, agent, context);
      if (labellers.length > 0) {
        return keptOff(agent, context, label, labellers);
      }
      const known = knownLabeller(label);
      const isSet = context.groups.some(({ labels }) => labels.has(label));
      return known && !isSet ? [isMissing(label, known)] : [];
    }),
};

function isMissing(label: string, { product }: KnownLabeller): Remark {
  return {
    message: `needs the label ${label}, which no node has and ${product} sets, and that is not among the agents`,
    fix: `deploy ${product}, or label the nodes by hand`,
  };
}

/** The nodes that are meant for the agent, and whose taints keep off every agent that would label them. */
function keptOff(agent: LintAgent, { groups }: LintContext, label: string, labellers: readonly LintAgent[]): Remark[] {
  const found = (key: string) => labellers.some((each) => setsLabel(each, key));
  const repelling = ({ planned }: LintAgent, { decisions }: NodeGroup) =>
    decisions[planned.index].reasons.flatMap(({ taint }) => taint ?? []);
  const isMeant = ({ labels }: NodeGroup) =>
    nodeAlternatives(agent).some((requirements) =>
      requirements.every((each) => found(each.key) || requirementMatches(each, labels)),
    );
  const blocked = groups.filter(
    (group) =>
      !group.labels.has(label) &&
      isMeant(group) &&
      repelling(agent, group).length === 0 &&
      labellers.every((each) => repelling(each, group).length > 0),
  );
  const taints = listed(blocked.flatMap((group) => repelling(labellers[0], group)).map(taintToString));
  const names = groupNames(blocked);
  return blocked.length > 0
    ? [
        {
          message: `needs the label ${label}, which ${labellers[0].key} sets, and that does not tolerate ${taints} of ${names}`,
          fix: `add tolerations for ${taints} to ${labellers[0].key}`,
        },
      ]
    : [];
}
