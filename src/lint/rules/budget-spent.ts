import { Node } from '../../inventory/node';
import { Verdict } from '../../planner/placement/planned-placement';
import { LintAgent } from '../lint-agent';
import { LintContext } from '../lint-context';
import { LintRule } from '../rule';
import { count, nodeNames } from '../words';

/** Taints of a node whose pods count as unavailable: the node lifecycle controller marks them not ready. */
const DOWN = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

export const budgetSpent: LintRule = {
  id: 'budget-spent',
  severity: 'warning',
  title: 'The nodes that are down, and those without room, already use up maxUnavailable.',
  why:
    'A pod on a node that is not ready, and one that stays Pending, count as unavailable. When they are as many as ' +
    'maxUnavailable allows, the controller replaces no pod that works: the rollout stands still, and nothing says ' +
    'why.',
  see: [
    'NVIDIA/NVSentinel#1764',
    'kubernetes/kubernetes#117204',
    'kubernetes/kubernetes#139226',
    'm-lab/k8s-support#281',
    'kubernetes/test-infra#31706',
  ],
  check: (agent, context) => {
    const { maxUnavailable, maxSurge, type } = agent.strategy;
    const unavailable = unavailableNodes(agent, context);
    const others = agent.nodes.some((node) => !unavailable.includes(node));
    const spent = unavailable.length > 0 && unavailable.length >= maxUnavailable;
    return type === 'RollingUpdate' && maxSurge === 0 && spent && others
      ? [
          {
            message: `maxUnavailable comes to ${maxUnavailable}, and its pods on ${count(unavailable.length, 'node')} are unavailable already, so a rollout makes no progress: ${nodeNames(unavailable)}`,
            fix: `repair or delete the nodes, or raise maxUnavailable above ${unavailable.length}`,
          },
        ]
      : [];
  },
};

/** Nodes on which the rollout meets a pod of the agent that cannot be available, or none where it wants one. */
function unavailableNodes({ planned }: LintAgent, { placement }: LintContext): Node[] {
  const verdicts = placement.verdicts[planned.index];
  const isDown = ({ taints }: Node) => taints.some(({ key }) => DOWN.includes(key));
  const isMet = ({ decision, running }: Verdict) => decision.shouldRun || running;
  // An inventory without running pods does not tell on which nodes the agent already is.
  const isDoubtful = (node: Node, verdict: Verdict) =>
    isDown(node) && !isMet(verdict) && verdict.decision.shouldContinueRunning;
  const podsUnknown =
    placement.nodes.some(({ node }, i) => isDoubtful(node, verdicts[i])) &&
    !placement.nodes.some(({ pods }) => pods.some(({ running }) => running));
  return placement.nodes
    .map(({ node }) => node)
    .filter((node, i) => {
      const stays = isDown(node) && (isMet(verdicts[i]) || (podsUnknown && isDoubtful(node, verdicts[i])));
      return stays || verdicts[i].state === 'Pending';
    });
}
