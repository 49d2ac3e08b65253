import { Node } from '../../inventory/node';
import { PlannedPlacement, Verdict } from '../../planner/placement/planned-placement';
import { LintAgent } from '../lint-agent';
import { LintContext } from '../lint-context';
import { nodesInState } from '../nodes-in-state';
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
    const others = agent.wanted > unavailable.filter(({ wanted }) => wanted).length;
    const spent = unavailable.length > 0 && unavailable.length >= maxUnavailable;
    return type === 'RollingUpdate' && maxSurge === 0 && spent && others
      ? [
          {
            message: `maxUnavailable comes to ${maxUnavailable}, and its pods on ${count(unavailable.length, 'node')} are unavailable already, so a rollout makes no progress: ${nodeNames(unavailable.map(({ node }) => node))}`,
            fix: `repair or delete the nodes, or raise maxUnavailable above ${unavailable.length}`,
          },
        ]
      : [];
  },
};

interface UnavailableNode {
  readonly node: Node;
  readonly wanted: boolean;
}

/** Nodes on which the rollout meets a pod of the agent that cannot be available, or none where it wants one. */
function unavailableNodes({ planned }: LintAgent, { placement, groups }: LintContext): UnavailableNode[] {
  const verdictAt = (i: number) => placement.outcomes.at(planned.index, i);
  const down = groups
    .filter(({ taints }) => taints.some(({ key }) => DOWN.includes(key)))
    .flatMap(({ indexes }) => indexes);
  const isMet = ({ decision, running }: Verdict) => decision.shouldRun || running;
  const doubtful = down.filter((i) => !isMet(verdictAt(i)) && verdictAt(i).decision.shouldContinueRunning);
  // An inventory without running pods does not tell on which nodes the agent already is.
  const podsUnknown = doubtful.length > 0 && !somethingRuns(placement);
  const unavailable = new Set([
    ...down.filter((i) => isMet(verdictAt(i))),
    ...(podsUnknown ? doubtful : []),
    ...nodesInState(placement, planned, 'Pending'),
  ]);
  return [...unavailable]
    .sort((a, b) => a - b)
    .map((i) => ({ node: placement.inventoryNodes[i], wanted: verdictAt(i).decision.shouldRun }));
}

function somethingRuns({ nodes, agents, outcomes }: PlannedPlacement): boolean {
  return (
    nodes.some(({ others }) => others.length > 0) ||
    agents.some(({ index }) => outcomes.groups(index).some(({ verdict }) => verdict.running))
  );
}
