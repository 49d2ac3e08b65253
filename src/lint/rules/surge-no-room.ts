import { PlannedAgent } from '../../planner/placement/planned-agent';
import { PlannedPlacement, Verdict } from '../../planner/placement/planned-placement';
import { nodesInState } from '../nodes-in-state';
import { LintRule } from '../rule';
import { count, nodeNames } from '../words';

export const surgeNoRoom: LintRule = {
  id: 'surge-no-room',
  severity: 'error',
  title: 'The agent is replaced by surge, and nodes have no room for two of its pods.',
  why:
    'With maxSurge the new pod must fit beside the old one. Both have the same priority, so the new one cannot ' +
    'preempt the old one: it stays Pending on NodeResourcesFit, and the rollout stops there. Pods of lower priority ' +
    'do make room.',
  see: ['kubernetes/kubernetes#106417', 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/'],
  check: ({ planned, strategy }, { placement }) => {
    if (strategy.maxSurge === 0) {
      return [];
    }
    const short = nodesInState(placement, planned, 'Scheduled')
      .map((i) => ({ node: placement.inventoryNodes[i], resource: shortBeside(planned, placement, i) }))
      .filter(({ resource }) => resource !== undefined);
    if (short.length === 0) {
      return [];
    }
    const resources = [...new Set(short.map(({ resource }) => resource))].join(' and ');
    return [
      {
        message: `maxSurge is ${strategy.maxSurge}, and ${count(short.length, 'node')} cannot hold a second pod of the agent for want of ${resources}: ${nodeNames(short.map(({ node }) => node))}`,
        fix: 'write updateStrategy.rollingUpdate: {maxSurge: 0, maxUnavailable: 10%}, or leave room for twice what the agent requests',
      },
    ];
  },
};

/** What is short for a second pod, once all pods that it may preempt are gone. */
function shortBeside(
  agent: PlannedAgent,
  { agents, nodes, outcomes }: PlannedPlacement,
  i: number,
): string | undefined {
  const { footprint, priority, preemptionPolicy } = agent;
  const stays = (pod: { priority: number }) => preemptionPolicy === 'Never' || pod.priority >= priority;
  const others = nodes[i].others.filter(stays);
  const planned = agents.filter((each) => stays(each) && hasPod(outcomes.at(each.index, i)));
  if (others.length + planned.length + 1 > nodes[i].allocatable('pods')) {
    return 'pods';
  }
  const used = (resource: string) =>
    others.reduce((sum, { requests }) => sum + (requests.get(resource) ?? 0), 0) +
    planned.reduce((sum, each) => sum + (each.footprint.requests.get(resource) ?? 0), 0);
  const short = [...footprint.requests].find(
    ([resource, amount]) => amount > 0 && used(resource) + amount > nodes[i].allocatable(resource),
  );
  return short?.[0];
}

function hasPod({ state, running }: Verdict): boolean {
  return state === 'Scheduled' || (state === 'Excluded' && running);
}
