import { requirementMatches } from '../../kubernetes/label-selector';
import { taintToString } from '../../kubernetes/taint';
import { LintAgent, nodeAlternatives } from '../lint-agent';
import { LintContext } from '../lint-context';
import { NodeGroup } from '../node-group';
import { LintRule, Remark } from '../rule';
import { groupNames, imageRepository, listed } from '../words';

/** An agent that finds out about its node and writes it as labels. */
interface Labeller {
  readonly product: string;
  readonly labels: RegExp;
  /** How the repository of its image ends. */
  readonly image: RegExp;
}

const LABELLERS: readonly Labeller[] = [
  {
    product: 'Node Feature Discovery',
    labels: /^([a-z0-9-]+\.)?feature\.node\.kubernetes\.io\//,
    image: /(^|\/)node-feature-discovery$/,
  },
  {
    product: 'NVIDIA GPU Feature Discovery',
    labels: /^nvidia\.com\/(gpu|cuda|mig|mps|gfd)\./,
    image: /(^|\/)(gpu-feature-discovery|k8s-device-plugin)$/,
  },
  { product: 'kata-deploy', labels: /^katacontainers\.io\/kata-runtime$/, image: /(^|\/)kata-deploy$/ },
];

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
      const labeller = LABELLERS.find(({ labels }) => labels.test(label));
      return labeller ? labelRemarks(agent, context, label, labeller) : [];
    }),
};

/** Labels that every alternative of the node affinity needs. */
function labelsNeeded(agent: LintAgent): string[] {
  const [first, ...others] = nodeAlternatives(agent).map((requirements) =>
    requirements.filter(({ operator }) => operator === 'In' || operator === 'Exists').map(({ key }) => key),
  );
  return [...new Set(first)].filter((key) => others.every((keys) => keys.includes(key)));
}

function labelRemarks(agent: LintAgent, context: LintContext, label: string, labeller: Labeller): Remark[] {
  const { product, image, labels: found } = labeller;
  const labellers = context.agents.filter(({ manifest }) =>
    manifest.containers.some((container) => image.test(imageRepository(container.image))),
  );
  if (labellers.length === 0) {
    const message = `needs the label ${label}, which no node has and ${product} sets, and that is not among the agents`;
    const set = context.groups.some(({ labels }) => labels.has(label));
    return set ? [] : [{ message, fix: `deploy ${product}, or label the nodes by hand` }];
  }
  const repelling = ({ planned }: LintAgent, { decisions }: NodeGroup) =>
    decisions[planned.index].reasons.flatMap(({ taint }) => taint ?? []);
  const isMeant = ({ labels }: NodeGroup) =>
    nodeAlternatives(agent).some((requirements) =>
      requirements.every((each) => found.test(each.key) || requirementMatches(each, labels)),
    );
  const blocked = context.groups.filter(
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
