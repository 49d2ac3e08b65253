import { nearestWord } from '../../kubernetes/manifest/nearest-word';
import { labellersOf, labelsNeeded } from '../labeller';
import { LintAgent, nodeAlternatives } from '../lint-agent';
import { LintContext } from '../lint-context';
import { NodeGroup } from '../node-group';
import { isVirtual } from '../node-kind';
import { LintRule } from '../rule';
import { firstOf } from '../words';

const OS = 'kubernetes.io/os';

export const runsNowhere: LintRule = {
  id: 'runs-nowhere',
  severity: 'warning',
  title: 'The controller wants the agent on no node at all.',
  why:
    'A DaemonSet that selects no node is healthy: desired is 0, ready is 0, and every rollout of it is complete. A ' +
    'mistyped label, a label of another provider or a taint on every node looks like this. An agent for an operating ' +
    'system that no node runs is not meant, nor one whose label another agent sets once it is there.',
  see: ['kubernetes/kubernetes#51785', 'kubernetes/kubernetes#39603', 'NVIDIA/k8s-device-plugin#1934'],
  check: (agent, context) => {
    const isAwaited = labelsNeeded(agent).some((label) => labellersOf(label, agent, context).length > 0);
    if (agent.wanted > 0 || isAwaited || isForAbsentSystem(agent, context)) {
      return [];
    }
    const reasons = nearestGroups(agent, context).flatMap(({ decisions }) =>
      decisions[agent.planned.index].reasons.map(({ message }) => message),
    );
    return [
      {
        message: `runs on no node of the inventory: ${firstOf([...new Set(reasons)].sort())}`,
        fix:
          hint(agent, context.groups) ??
          'mend node selector, node affinity or tolerations; explain tells for each node what would help',
      },
    ];
  },
};

/** The machines that lack least of what the agent asks for. */
function nearestGroups({ planned: { index } }: LintAgent, { groups }: LintContext): NodeGroup[] {
  const machines = groups.filter((group) => !isVirtual(group));
  const fewest = Math.min(...machines.map(({ decisions }) => decisions[index].reasons.length));
  return machines.filter(({ decisions }) => decisions[index].reasons.length === fewest);
}

/** Agents come in pairs, one for Linux and one for Windows, and many fleets need one of them. */
function isForAbsentSystem(agent: LintAgent, { groups }: LintContext): boolean {
  const present = new Set(groups.map(({ labels }) => labels.get(OS)));
  const alternatives = nodeAlternatives(agent);
  return (
    alternatives.length > 0 &&
    alternatives.every((requirements) =>
      requirements.some(
        ({ key, operator, values = [] }) =>
          key === OS && operator === 'In' && !values.some((each) => present.has(each)),
      ),
    )
  );
}

/** Labels that nodes used to have, by those they have now. */
const RENAMED = /^(beta|failure-domain\.beta)\.kubernetes\.io\//;

/** A label that is needed, that no node has, and what may have been meant. */
function hint(agent: LintAgent, groups: readonly NodeGroup[]): string | undefined {
  const [{ nodes } = { nodes: [] }] = groups;
  const keys = [...new Set(groups.flatMap((group) => [...group.nodes[0].labels.keys()]))];
  const missing = nodeAlternatives(agent)
    .flat()
    .find(
      ({ key, operator }) => (operator === 'In' || operator === 'Exists') && !keys.includes(key) && nodes.length > 0,
    );
  if (!missing) {
    return undefined;
  }
  const meant = RENAMED.test(missing.key)
    ? missing.key.replace(RENAMED, (beginning) =>
        beginning.startsWith('beta') ? 'kubernetes.io/' : 'topology.kubernetes.io/',
      )
    : nearestWord(missing.key, keys);
  return meant
    ? `no node has the label ${missing.key}: did you mean ${meant}?`
    : `no node has the label ${missing.key}`;
}
